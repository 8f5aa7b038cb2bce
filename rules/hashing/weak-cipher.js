const crypto = require('crypto');
const { createCipheriv: encryptor } = require('node:crypto');
const forge = require('node-forge');

// ruleid: weak-cipher
crypto.createCipheriv('des-ede3-cbc', key, iv);
// ruleid: weak-cipher
const NAME = 'aes-256-ecb';
encryptor(NAME, key, null);
const settings = {
    // ruleid: weak-cipher
    algorithm: 'rc4',
};
crypto.createDecipheriv(settings.algorithm, key, '');
function seal(text, algorithm) {
    const cipher = crypto.createCipheriv(algorithm, key, iv);
    return Buffer.concat([cipher.update(text), cipher.final()]);
}
// ruleid: weak-cipher
seal('order 7', 'bf-cbc');
// ruleid: weak-cipher
forge.cipher.createCipher('3DES-CBC', key);

// ok: weak-cipher
crypto.createCipheriv('aes-256-gcm', key, crypto.randomBytes(12));
// ok: weak-cipher
encryptor('chacha20-poly1305', key, nonce);
// ok: weak-cipher
seal('order 8', 'aes-128-cbc');
// ok: weak-cipher
crypto.createCipheriv(process.env.CIPHER, key, iv);
// ok: weak-cipher
describe('des');
