const CryptoJS = require('crypto-js');
const { TripleDES: Old } = require('crypto-js');
const forge = require('node-forge');

// ruleid: weak-cipher-of-library
CryptoJS.DES.encrypt(text, key);
// ruleid: weak-cipher-of-library
Old.encrypt(text, key);
const ciphers = { fast: CryptoJS.RC4 };
// ruleid: weak-cipher-of-library
ciphers.fast.encrypt(text, key);
function seal(text, library) {
    // ruleid: weak-cipher-of-library
    return library.rc2.createEncryptionCipher(text);
}
seal('order 7', forge);

// ok: weak-cipher-of-library
CryptoJS.AES.encrypt(text, key);
// ok: weak-cipher-of-library
forge.cipher.createCipher('AES-GCM', key);
// ok: weak-cipher-of-library
other.DES.encrypt(text, key);
