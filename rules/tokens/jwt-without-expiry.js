const jwt = require('jsonwebtoken');
const key = process.env.KEY;

// ruleid: jwt-without-expiry
exports.a = user => jwt.sign({ id: user.id }, key);
// ruleid: jwt-without-expiry
exports.b = user => jwt.sign({ id: user.id }, key, { algorithm: 'HS256' });
// By an alias, a destructuring, an object made elsewhere, a wrapper.
const { sign } = jwt;
const settings = { jwt: { algorithm: 'HS256' } };
const { jwt: options } = settings;
// ruleid: jwt-without-expiry
exports.c = user => sign({ id: user.id }, key, options);
function make(payload) {
    // ruleid: jwt-without-expiry
    return jwt.sign(payload, key);
}
make({ id: 1 });

// ok: jwt-without-expiry
exports.d = user => jwt.sign({ id: user.id }, key, { expiresIn: '15m' });
// ok: jwt-without-expiry
exports.e = user => jwt.sign({ id: user.id, exp: Date.now() / 1000 + 900 }, key);
// ok: jwt-without-expiry
exports.f = user => jwt.sign({ id: user.id }, key, require('./options'));
