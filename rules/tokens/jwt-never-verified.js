const jwt = require('jsonwebtoken');

// ruleid: jwt-never-verified
exports.a = token => jwt.decode(token);
// By an alias, a destructuring, an object made elsewhere, a wrapper.
const { decode } = jwt;
// ruleid: jwt-never-verified
exports.b = token => decode(token, { complete: true });
const tools = { read: jwt.decode };
// ruleid: jwt-never-verified
exports.c = token => tools.read(token);
const wrapped = token => {
    // ruleid: jwt-never-verified
    return jwt.decode(token);
};
exports.d = wrapped;
// ok: jwt-never-verified
exports.e = text => querystring.decode(text);
// ok: jwt-never-verified
exports.f = text => Buffer.from(text, 'base64').toString();
// ok: jwt-never-verified
exports.g = user => jwt.sign(user, process.env.KEY, { expiresIn: '1h' });
