// What a caught error holds: the inside of the program, and what was chosen for the client.
const logger = require('./logger');

async function change(orders, order) {
    try {
        await orders.change(order);
    } catch (err) {
        logger.warn(err.original.stack, err.inner.stack, err.cause.stack);
        logger.warn(err.toString(), err.toJSON());
    }
}

async function check(schema, order, validated) {
    try {
        return await schema.parseAsync(order);
    } catch (err) {
        if (err.name === 'ZodError')
            return { fields: err.flatten(), list: err.issues };
        if (err.isJoi)
            return { list: err.details };
        return { list: validated ? err.array() : [] };
    }
}

module.exports = { change, check };
