const jwt = require('jsonwebtoken');
const expressJwt = require('express-jwt');
const key = process.env.KEY;

// ruleid: jwt-expiry-ignored
exports.a = token => jwt.verify(token, key, { ignoreExpiration: false });
// ruleid: jwt-expiry-ignored
exports.b = expressJwt({ secret: key, algorithms: ['HS256'], ignoreExpiration: false });
// By an alias, a destructuring, an object made elsewhere, a wrapper.
const { verify } = jwt;
const options = { algorithms: ['HS256'] };
// ruleid: jwt-expiry-ignored
options.ignoreExpiration = false;
exports.c = token => verify(token, key, options);
// ruleid: jwt-expiry-ignored
const settings = { jwt: { ignoreExpiration: false } };
const { jwt: chosen } = settings;
exports.d = token => verify(token, key, chosen);
function read(token, late) {
    return jwt.verify(token, key, { ignoreExpiration: late });
}
// ruleid: jwt-expiry-ignored
exports.e = token => read(token, false);

// ok: jwt-expiry-ignored
exports.f = token => jwt.verify(token, key, { ignoreExpiration: false });
// ok: jwt-expiry-ignored
exports.g = token => jwt.verify(token, key, { algorithms: ['HS256'] });
// ok: jwt-expiry-ignored
exports.h = token => jwt.verify(token, key, { ignoreExpiration: process.env.LATE });
