const crypto = require('crypto');
const { createCipher: make } = require('crypto');

// ruleid: cipher-without-iv
crypto.createCipher('aes-256-cbc', password);
// ruleid: cipher-without-iv
make('aes-128-gcm', password);
const tools = { open: crypto.createDecipher };
// ruleid: cipher-without-iv
tools.open('aes192', password);
function seal(library, text) {
    // ruleid: cipher-without-iv
    const cipher = library.createCipher('aes-256-ctr', password);
    return cipher.update(text, 'utf8', 'hex') + cipher.final('hex');
}
seal(crypto, 'order 7');

// ok: cipher-without-iv
crypto.createCipheriv('aes-256-gcm', key, iv);
// ok: cipher-without-iv
crypto.createDecipheriv('aes-256-cbc', key, iv);
// ok: cipher-without-iv
forge.cipher.createCipher('AES-CBC', key);
