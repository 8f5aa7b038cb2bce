const bcrypt = require('bcrypt');
const { MongoClient } = require('mongodb');
const { Pool } = require('pg');
const db = new MongoClient(process.env.MONGO_URL).db('shop');
const users = db.collection('users');
const pool = new Pool();

async function signUp(req, res) {
    // ruleid: password-stored-in-clear
    await users.insertOne({ name: req.body.name, password: req.body.password });
    const { name, password } = req.body;
    const user = { name, secret: password };
    // ruleid: password-stored-in-clear
    await users.insertOne(user);
    // ruleid: password-stored-in-clear
    await pool.query('INSERT INTO users (name, password) VALUES ($1, $2)', [name, password]);
    res.end();
}

function save(name, word) {
    // ruleid: password-stored-in-clear
    return pool.query("UPDATE users SET password = '" + word + "'");
}
function change(req) {
    return save(req.user.name, req.body.newPassword);
}

function Users(db) {
    const collection = db.collection('users');
    this.add = (name, password, done) => {
        const user = { name, password };
        // ruleid: password-stored-in-clear
        collection.insert(user, done);
    };
}

async function hashed(req) {
    const { name } = req.body;
    let password = req.body.password;
    password = await bcrypt.hash(password, 12);
    // ok: password-stored-in-clear
    await users.insertOne({ name, password });
    // ok: password-stored-in-clear
    await users.insertOne({ name, password: bcrypt.hashSync(req.body.password, 12) });
    // ok: password-stored-in-clear
    await pool.query('INSERT INTO users (name, password) VALUES ($1, $2)', [name, password]);
    // ok: password-stored-in-clear
    await pool.query('INSERT INTO settings (name, value) VALUES ($1, $2)', [name, req.body.value]);
    // ok: password-stored-in-clear
    await users.insertOne({ name, passwordHash: req.body.passwordHash });
}

function login(req, done) {
    const { name, password } = req.body;
    // ruleid: password-compared-in-query
    User.findOne({ name, password }, done);
    // ruleid: password-compared-in-query
    pool.query("SELECT * FROM users WHERE name = $1 AND password = '" + password + "'", [name]);
    const given = password;
    // ruleid: password-compared-in-query
    pool.query('SELECT * FROM users WHERE name = $1 AND password = $2', [name, given]);
    // ruleid: password-compared-in-query
    User.findOne({ where: { name, password: req.body.password } });
    // ok: password-compared-in-query
    User.findOne({ name });
    // ok: password-compared-in-query
    User.findOne({ name, password: sha512(password, req.salt) });
    // ok: password-compared-in-query
    pool.query('SELECT * FROM users WHERE name = $1', [name]);
    // ok: password-compared-in-query
    pool.query('SELECT * FROM resets WHERE password = $1 AND name = $2', [crypt(password), name]);
}

function check(user, password, form) {
    // ruleid: password-compared-in-clear
    if (user.password === password) return true;
    const { account } = user;
    // ruleid: password-compared-in-clear
    if (form.password !== account.password) return false;
    // ok: password-compared-in-clear
    if (form.password !== form.confirmPassword) return false;
    // ok: password-compared-in-clear
    if (user.password === undefined) return false;
    // ok: password-compared-in-clear
    if (user.passwordHash === form.passwordHash) return false;
    const digest = bcrypt.hashSync(password, user.salt);
    // ok: password-compared-in-clear
    return user.password === digest;
}
