const jwt = require('jsonwebtoken');
const expressJwt = require('express-jwt');
const simple = require('jwt-simple');
const fastify = require('fastify')();
const key = process.env.KEY;

function check(token) {
    // ruleid: jwt-none-algorithm
    jwt.verify(token, key, { algorithms: ['HS256', 'none'] });
    // ruleid: jwt-none-algorithm
    jwt.verify(token, '', { algorithms: ['NONE'] });
    // ruleid: jwt-none-algorithm
    expressJwt({ secret: key, algorithms: ['none'] });
    // ruleid: jwt-none-algorithm
    simple.decode(token, key, true);
    // ruleid: jwt-none-algorithm
    jwt.sign({ a: 1 }, key, { algorithm: 'none', expiresIn: '1h' });
    // ruleid: jwt-none-algorithm
    fastify.register(require('@fastify/jwt'), { secret: key, verify: { algorithms: ['none'] } });
}

// By an alias, a destructuring, an object made elsewhere, a wrapper.
const { verify } = jwt;
const options = {};
// ruleid: jwt-none-algorithm
options.algorithms = ['HS256', 'none'];
exports.a = token => verify(token, key, options);
// ruleid: jwt-none-algorithm
const settings = { jwt: { algorithms: ['none'] } };
const { jwt: chosen } = settings;
exports.b = token => verify(token, key, chosen);
function read(token, algorithms) {
    return jwt.verify(token, key, { algorithms });
}
// ruleid: jwt-none-algorithm
exports.c = token => read(token, ['none']);

exports.d = token => {
    // ok: jwt-none-algorithm
    jwt.verify(token, key, { algorithms: ['HS256'] });
    // ok: jwt-none-algorithm
    jwt.verify(token, key);
    // ok: jwt-none-algorithm
    jwt.verify(token, key, { algorithms: require('./algorithms') });
    // ok: jwt-none-algorithm
    simple.decode(token, key, false, 'HS256');
    // ok: jwt-none-algorithm
    return { algorithms: ['none'] };
};
