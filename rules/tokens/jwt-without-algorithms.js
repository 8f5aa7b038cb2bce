const expressJwt = require('express-jwt');
const key = require('./key');

// ruleid: jwt-without-algorithms
exports.a = expressJwt({ secret: key });
// By an alias, a destructuring, an object made elsewhere, a wrapper.
const guard = expressJwt;
const settings = { jwt: { secret: key, userProperty: 'auth' } };
const { jwt: options } = settings;
// ruleid: jwt-without-algorithms
exports.b = guard(options);
const made = {};
made.secret = key;
// ruleid: jwt-without-algorithms
exports.c = guard(made);
function protect(secret) {
    // ruleid: jwt-without-algorithms
    return expressJwt({ secret });
}
exports.d = protect(key);

// ok: jwt-without-algorithms
exports.e = expressJwt({ secret: key, algorithms: ['RS256'] });
// ok: jwt-without-algorithms
exports.f = expressJwt(require('./options'));
// ok: jwt-without-algorithms
exports.g = require('./express-jwt')({ secret: key });
