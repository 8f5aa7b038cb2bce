const fastify = require('fastify')();

fastify.get('/items', async (request, reply) => {
    try {
        return await items(request.query);
    } catch (err) {
        // To the error handler, as if it were thrown.
        // ok: error-object-in-response, stack-trace-in-response
        reply.send(err);
    }
});
fastify.get('/items/:id', (request, reply) => {
    item(request.params.id, (err, found) => {
        // ok: error-object-in-response
        if (err) return reply.code(500).send(err);
        // ok: error-object-in-response
        reply.send(found);
    });
});
fastify.setErrorHandler((error, request, reply) => {
    // ruleid: error-object-in-response
    reply.code(500).send({ failed: true, error });
});
fastify.get('/stack', async (request, reply) => {
    try {
        return await items();
    } catch (err) {
        // ruleid: stack-trace-in-response
        reply.send({ trace: err.stack });
    }
});

// What stands under a symbol is not what stands under a name beside it.
const kError = Symbol('error');
fastify.get('/state', (request, reply) => {
    const state = { items: [] };
    load(state.items, (err) => {
        state[kError] = err;
        // ok: error-object-in-response
        reply.send(state.items);
        // ruleid: error-object-in-response
        reply.send({ failed: state[kError] });
    });
});
