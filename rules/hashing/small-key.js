const crypto = require('crypto');
const { generateKeyPairSync: make, createDiffieHellman } = require('node:crypto');
const forge = require('node-forge');
const NodeRSA = require('node-rsa');
const CryptoJS = require('crypto-js');

// ruleid: small-key
crypto.generateKeyPair('rsa', { modulusLength: 1024 }, done);
// ruleid: small-key
const BITS = 512;
make('rsa', { modulusLength: BITS });
const options = {
    // ruleid: small-key
    modulusLength: 768,
};
crypto.generateKeyPairSync('dsa', options);
function pair(bits) {
    return forge.pki.rsa.generateKeyPair({ bits });
}
// ruleid: small-key
pair(1024);
// ok: small-key
pair(4096);
// ok: small-key
make('ec', { namedCurve: 'prime256v1' });
// ok: small-key
crypto.generateKeyPair('rsa', { modulusLength: 3072 }, done);

// ruleid: small-group
createDiffieHellman(1024);
// ok: small-group
createDiffieHellman(3072);
// ok: small-group
createDiffieHellman(prime, 'hex');
// ok: small-group
crypto.createECDH('prime256v1');

// ruleid: small-secret-key
crypto.generateKeySync('hmac', { length: 64 });
// ok: small-secret-key
crypto.generateKeySync('hmac', { length: 256 });
// ok: small-secret-key
crypto.generateKeySync('aes', { length: 128 });
// ok: small-secret-key
crypto.generateKeySync('hmac', options);

// ruleid: small-key-of-library
const key = new NodeRSA({ b: 512 });
// ok: small-key-of-library
new NodeRSA({ b: 3072 });
// ok: small-key-of-library
new NodeRSA();
// ok: small-key-of-library
new NodeRSA(pem, 'pkcs1');

// ruleid: small-key-pair
key.generateKeyPair(1024, 65537);
// ok: small-key-pair
key.generateKeyPair(4096, 65537);
// ok: small-key-pair
key.generateKeyPair();
// ok: small-key-pair
other.generateKeyPair(512);

// ruleid: small-derived-key
CryptoJS.PBKDF2(password, salt, { keySize: 2, iterations: 600000 });
// ok: small-derived-key
CryptoJS.PBKDF2(password, salt, { keySize: 256 / 32, iterations: 600000 });
// ok: small-derived-key
CryptoJS.PBKDF2(password, salt);
// ok: small-derived-key
CryptoJS.algo.PBKDF2.create({ keySize: 8 });
