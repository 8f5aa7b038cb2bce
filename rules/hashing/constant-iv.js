const crypto = require('crypto');
const { createCipheriv: encryptor } = require('crypto');

// ruleid: constant-iv
crypto.createCipheriv('aes-256-cbc', key, '0123456789abcdef');
// ruleid: constant-iv
const IV = Buffer.from('abcdef0123456789abcdef0123456789', 'hex');
encryptor('aes-256-gcm', key, IV);
// ruleid: constant-iv
const settings = { vector: Buffer.alloc(16) };
crypto.createCipheriv('aes-256-cbc', key, settings.vector);
function seal(text, vector) {
    return crypto.createCipheriv('aes-256-cbc', key, vector).update(text);
}
// ruleid: constant-iv
seal('order 7', 'fedcba9876543210');

// ok: constant-iv
crypto.createCipheriv('aes-256-gcm', key, crypto.randomBytes(12));
// ok: constant-iv
seal('order 8', crypto.randomBytes(16));
// ECB and the like take none.
// ok: constant-iv
crypto.createCipheriv('aes-256-kw', key, '');
// What was encrypted elsewhere brings its own.
// ok: constant-iv
crypto.createDecipheriv('aes-256-cbc', key, Buffer.from(message.iv, 'base64'));
const fresh = Buffer.alloc(12);
crypto.randomFillSync(fresh);
// ok: constant-iv
crypto.createCipheriv('aes-256-gcm', key, fresh);
