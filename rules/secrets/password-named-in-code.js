const { Pool } = require('pg');

// ruleid: password-named-in-code
const adminPassword = 'wubaLubaDub';
const settings = {};
// ruleid: password-named-in-code
settings.password = 'wubaLubaDub';
// ruleid: password-named-in-code
settings['passwd'] = 'wubaLubaDub';
module.exports = {
    // ruleid: password-named-in-code
    cookieSecret: 'session_cookie_secret_1',
    // ruleid: password-named-in-code
    users: [{ name: 'root', password: 'letmein1' }],
};
function check(body) {
    // ruleid: password-named-in-code
    return body.secret === 'test123';
}
const alias = settings;
// ruleid: password-named-in-code
alias.password = 'open-sesame-7';

// ok: password-named-in-code, word-named-password
const form = { password: 'Password', passwordLabel: 'Your password' };
// ok: password-named-in-code, word-named-password
const kind = { name: 'password', type: 'password' };
// ok: password-named-in-code, word-named-password
const fields = { password: 'required|min:8' , confirmPassword: 'same:password' };
// ok: password-named-in-code, word-named-password
const given = { password: process.env.PASSWORD };
// ok: password-named-in-code, word-named-password
const csrfSecret = 'x-csrf-secret';
// ok: password-named-in-code, word-named-password
const passwordField = 'user_password';
// ok: password-named-in-code, word-named-password
const empty = { password: '' };
// A word may be a label in some language.
// ok: password-named-in-code
// ruleid: word-named-password
const words = { password: 'Kennwort' };
// Numbers of functions, not keys.
// ok: password-named-in-code, word-named-password
const selectors = { setEncryptionKey: '0xd3ab91f7', encryptionKey: '0x51c6f0aa' };
// ruleid: password-named-in-code
const cipher = { encryptionKey: '0x51c6f0aa51c6f0aa' };
// The name of the variable that holds it.
// ok: password-named-in-code
const read = { jwtSecret: 'SHOP_JWT_SECRET' };
