const crypto = require('crypto');
const { createHash: digester } = require('node:crypto');
const md5 = require('md5');
const CryptoJS = require('crypto-js');
const argon2 = require('argon2');
const bcrypt = require('bcrypt');

function store(req) {
    // ruleid: fast-password-hash
    return crypto.createHash('sha256').update(req.body.password).digest('hex');
}

function login(name, password) {
    // ruleid: fast-password-hash
    const digest = md5(password);
    // ruleid: fast-password-hash
    const salted = digester('sha512').update(name + ':' + password, 'utf8').digest('hex');
    return [digest, salted];
}

function destructured({ passwd }) {
    const hash = crypto.createHash('sha1');
    // ruleid: fast-password-hash
    hash.update(`shop ${passwd}`);
    return hash.digest();
}

// The password comes from an object made elsewhere, the digest from a function of the file.
const account = { name: 'shop', newPassword: read() };
function sha(text) {
    // ruleid: fast-password-hash
    return CryptoJS.SHA256(text).toString();
}
sha(account.newPassword);

async function good(password) {
    // ok: fast-password-hash
    return argon2.hash(password);
}

// ok: fast-password-hash
const cost = bcrypt.hashSync(account.newPassword, 12);

function file(content) {
    // ok: fast-password-hash
    return crypto.createHash('sha256').update(content).digest('hex');
}

function stored(user) {
    // ok: fast-password-hash
    return crypto.createHash('sha256').update(user.passwordHash).digest('hex');
}

function form(passwordField) {
    // ok: fast-password-hash
    return md5(passwordField);
}

// ok: fast-password-hash
crypto.createHmac('sha256', key).update(body).digest('hex');

// Made short first: the slow hash is made elsewhere, and that one is kept.
async function short_first(password) {
    // ok: fast-password-hash
    password = crypto.createHash('sha384').update(password).digest('base64');
    return await hashPassword(password, 12);
}
async function by_worker(password, known, long) {
    if (long) {
        // ok: fast-password-hash
        password = crypto.createHash('sha512').update(password).digest('hex');
    }
    return await workers.run('compare', [password, known.digest]);
}
async function kept(password) {
    // ruleid: fast-password-hash
    password = crypto.createHash('sha512').update(password).digest('hex');
    return await workers.run('store', [password]);
}
