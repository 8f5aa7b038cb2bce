const crypto = require('crypto');
const { createHash: digester } = require('crypto');

// ruleid: weak-hash-algorithm
crypto.createHash('md5').update(body).digest('hex');
// ruleid: weak-hash-algorithm
digester('SHA1').update(body);
const settings = { algorithm: 'ripemd160' };
// ruleid: weak-hash-algorithm
crypto.createHmac(settings.algorithm, key);
function digest(text, algorithm) {
    // ruleid: weak-hash-algorithm
    return crypto.createHash(algorithm).update(text).digest('hex');
}
digest('order 7', 'sha1');
// ruleid: weak-hash-algorithm
crypto.createSign('RSA-SHA1');

// ok: weak-hash-algorithm
crypto.createHash('sha256').update(body);
// ok: weak-hash-algorithm
crypto.createHmac('sha512', key);
// ok: weak-hash-algorithm
crypto.createHash(process.env.DIGEST);
// ok: weak-hash-algorithm
console.log('md5');
