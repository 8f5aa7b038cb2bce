const crypto = require('crypto');
const fs = require('fs');
const md5 = require('md5');
const CryptoJS = require('crypto-js');
const argon2 = require('argon2');

function check(user, password) {
    // ruleid: weak-password-hash
    return user.hash === crypto.createHash('md5').update(password).digest('hex');
}

function checkToken(req, res) {
    // ruleid: weak-password-hash
    if (req.query.token == md5(req.query.login)) {
        res.end('in');
    }
    // ruleid: weak-password-hash
    if (CryptoJS.SHA1(req.body.password).toString() !== stored) {
        res.end('out');
    }
}

function checkLater(user, password) {
    // ruleid: weak-password-hash
    const digest = crypto.createHash('sha1').update(password + user.salt).digest('hex');
    if (digest !== user.hash) {
        return null;
    }
    return user;
}

function store(req) {
    // ruleid: weak-password-hash
    return users.insert({ name: req.body.name, password: md5(req.body.password) });
}

async function good(user, password) {
    // ok: weak-password-hash
    return argon2.verify(user.hash, password);
}

async function stored(req) {
    // ok: weak-password-hash
    return users.insert({ name: req.body.name, password: await argon2.hash(req.body.password) });
}

function sameFile(path, wanted) {
    // ok: weak-password-hash
    return crypto.createHash('md5').update(fs.readFileSync(path)).digest('hex') === wanted;
}

function cacheKey(text) {
    // ok: weak-password-hash
    const key = crypto.createHash('md5').update(text).digest('hex');
    return cache.get(key);
}

function digest(text, wanted) {
    // ok: weak-password-hash
    return crypto.createHash('sha256').update(text).digest('hex') === wanted;
}

function picture(req, res) {
    // ok: weak-password-hash
    res.json({ url: 'https://www.gravatar.com/avatar/' + md5(req.body.email) });
}

function fresh(req, res, body) {
    // ok: weak-password-hash
    if (req.headers['if-none-match'] === crypto.createHash('sha1').update(body).digest('base64')) {
        res.status(304).end();
    }
}

function handshake(key, answer) {
    // ok: weak-password-hash
    return answer === crypto.createHash('sha1').update(key + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11').digest('base64');
}

function feed(entry, records) {
    // ok: weak-password-hash
    const digest = crypto.createHash('md5').update(JSON.stringify(records)).digest('hex');
    if (entry.digest !== digest) {
        entry.digest = digest;
        entry.text = write(records);
    }
}
