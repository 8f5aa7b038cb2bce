const jwt = require('jsonwebtoken');
const key = require('fs').readFileSync('key.pub');

// ruleid: jwt-mixed-algorithms
exports.a = token => jwt.verify(token, key, { algorithms: ['HS256', 'RS256'] });
// By an alias, a destructuring, an object made elsewhere, a wrapper.
const { verify } = jwt;
// ruleid: jwt-mixed-algorithms
const settings = { jwt: { algorithms: ['RS256', 'HS512'] } };
const { jwt: options } = settings;
exports.b = token => verify(token, key, options);
function read(token, algorithms) {
    return jwt.verify(token, key, { algorithms });
}
// ruleid: jwt-mixed-algorithms
exports.c = token => read(token, ['ES256', 'HS256']);

// ok: jwt-mixed-algorithms
exports.d = token => jwt.verify(token, key, { algorithms: ['RS256', 'ES256'] });
// ok: jwt-mixed-algorithms
exports.e = token => jwt.verify(token, key, { algorithms: ['HS256', 'HS512'] });
// ok: jwt-mixed-algorithms
exports.f = token => jwt.verify(token, key, { algorithms: [process.env.ALGORITHM] });
