// Each entry of rules/models/crypto.yaml, once.
(function () {
    const lib = require('crypto');
    lib.createHmac(value, 'battery staple');
    lib.createCipher(value, 'battery staple');
    lib.privateEncrypt('battery staple');
    lib.privateEncrypt({ key: 'battery staple' });
    lib.createPrivateKey('battery staple');
    lib.createPrivateKey({ key: 'battery staple' });
    lib.createSecretKey('battery staple');
    lib.createSign().sign('battery staple');
    lib.createSign().sign({ key: 'battery staple' });
    lib.sign(value, value, 'battery staple');
    lib.createHash().update('battery staple');
    lib.hash(value, 'battery staple');
    lib.createCipheriv(value, value, 'battery staple');
    lib.pbkdf2(value, 'battery staple');
    lib.hkdf(value, value, 'battery staple');
    lib.createHash('battery staple');
    lib.hash('battery staple');
    lib.createHmac('battery staple');
    lib.createSign('battery staple');
    lib.createCipher('battery staple');
    lib.pbkdf2(value);
    lib.scrypt(value);
    lib.generateKeyPair(value);
    lib.generateKey(value);
    lib.createDiffieHellman(value);
    lib.createHash(value);
    lib.createCipher(value);
})();

(function () {
    const lib = require('crypto-js');
    lib.AES.encrypt(value, 'battery staple');
    lib.HmacMD5(value, 'battery staple');
    lib.encrypt(value, 'battery staple');
    lib.MD5('battery staple');
    lib.algo.MD5.create().update('battery staple');
    lib.PBKDF2(value, 'battery staple');
    lib.PBKDF2(value);
    lib.algo.PBKDF2.create(value);
    lib.DES.encrypt(value);
    lib.MD5(value);
    lib.HmacMD5(value);
    lib.AES.encrypt(value);
})();

(function () {
    const lib = require('md5');
    lib('battery staple');
    lib.md5('battery staple');
    lib.Md5.hashStr('battery staple');
    lib.create().update('battery staple');
    lib().append('battery staple');
    lib(value);
    lib.md5(value);
    lib.Md5.hashStr(value);
})();

(function () {
    const lib = require('sha1');
    lib('battery staple');
    lib.sha1().update('battery staple');
    lib().update('battery staple');
    lib(value);
})();

(function () {
    const lib = require('js-sha256');
    lib('battery staple');
    lib.sha1('battery staple');
    lib.sha256.create().update('battery staple');
    lib().update('battery staple');
    lib.MD5('battery staple');
})();

(function () {
    const lib = require('node-forge');
    lib.md.md5.create().update('battery staple');
    lib.cipher.createCipher('battery staple');
    lib.cipher.createCipher(value, 'battery staple');
    lib.hmac.create().start(value, 'battery staple');
    lib.pki.rsa.generateKeyPair(value);
    lib.rsa.generateKeyPair(value);
    lib.rc2.createEncryptionCipher(value);
    lib.md.md5.create(value);
    lib.des.createEncryptionCipher(value);
    lib.cipher.createCipher(value);
})();

(function () {
    const lib = require('node-rsa');
    lib().generateKeyPair(value);
    lib().generateKey(value);
    lib(value);
})();

(function () {
    const lib = require('bcrypt');
    lib.hash(value);
    lib.genSalt(value);
})();

(function () {
    use(Math.random());
})();

(function () {
    const lib = require('crypto');
    use(lib.createHmac().digest());
    use(lib.randomBytes());
    use(lib.randomFillSync());
})();

(function () {
    const lib = require('secure-random');
    use(lib());
    use(lib.randomBytes());
})();

(function () {
    use(crypto.getRandomValues());
})();

(function () {
    const CryptoJS = require('crypto-js');
    const crypto = require('crypto');
    const key = CryptoJS.enc.Utf8.parse(text);
    use(key, value.toFixed(2), String.fromCharCode(code));
    crypto.randomBytes(16, (error, bytes) => use(bytes));
})();

(function () {
    const some = new Uint8Array(8);
    crypto.getRandomValues(some);
    use(some);
    const numbers = globalThis.crypto.getRandomValues(new Uint8Array(8));
    use(numbers);
})();
