'use strict';

const crypto = require('crypto');
const { Pool } = require('pg');
const pool = new Pool({
    host: 'db.internal.example',
    user: 'orders',
    // A password in the source is a password in every clone of it.
    password: 'Tr0ub4dor-orders-9f2c',
});

// Well done: the environment holds it.
exports.mailPool = new Pool({ user: 'mail', password: process.env.MAIL_DB_PASSWORD });

// MD5 of a password is looked up in a table.
function weakHash(password) {
    return crypto.createHash('md5').update(password).digest('hex');
}

// Well done: slow on purpose, with a salt.
function strongHash(password, salt) {
    return crypto.scryptSync(password, salt, 64).toString('hex');
}

exports.login = async (req, res) => {
    const found = await pool.query('SELECT salt, hash FROM accounts WHERE name = $1', [req.body.name]);
    const account = found.rows[0];
    const good = account && (account.hash === strongHash(req.body.password, account.salt) ||
        account.hash === weakHash(req.body.password));
    res.status(good ? 204 : 401).end();
};
