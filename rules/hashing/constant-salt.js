const crypto = require('crypto');
const { scryptSync: derive } = require('crypto');

// ruleid: constant-salt
crypto.pbkdf2(password, 'pepper and salt', 600000, 32, 'sha256', done);
// ruleid: constant-salt
const SALT = 'shop';
derive(password, SALT, 64);
// ruleid: constant-salt
const settings = { salt: Buffer.from('c2FsdA==', 'base64') };
crypto.pbkdf2Sync(password, settings.salt, 600000, 32, 'sha256');
function make(password, salt) {
    return crypto.scryptSync(password, salt, 64);
}
// ruleid: constant-salt
make(password, '');

// ok: constant-salt
make(password, crypto.randomBytes(16));
// ok: constant-salt
crypto.pbkdf2(password, user.salt, 600000, 32, 'sha256', done);
// ok: constant-salt
derive(password, Buffer.from(record.salt, 'hex'), 64);
// ok: constant-salt
season(soup, 'salt');
