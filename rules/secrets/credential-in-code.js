const fs = require('fs');
const jwt = require('jsonwebtoken');
const session = require('express-session');
const { Pool, Client } = require('pg');
const mysql = require('mysql2');
const mongoose = require('mongoose');
const { Sequelize } = require('sequelize');

const KEY = 'correct horse battery staple';

// ruleid: credential-in-code
jwt.sign({ id: 7 }, 'correct horse', { expiresIn: '1h' });
// ruleid: credential-in-code
jwt.verify(token, KEY);
// ruleid: credential-in-code
app.use(session({ secret: 'correct horse', resave: false }));
app.use(session({
    resave: false,
    // ruleid: credential-in-code
    secret: process.env.SESSION_SECRET || 'correct horse',
}));
app.use(session({
    // ruleid: credential-in-code
    secret: ['correct horse', process.env.OLD_SECRET],
}));
// ruleid: credential-in-code
const pool = new Pool({ host: 'db', user: 'shop', password: 'battery staple' });
// ruleid: credential-in-code
const conn = mysql.createConnection({ host: 'db', password: KEY });
// ruleid: credential-in-code
const orm = new Sequelize('shop', 'shop', 'battery staple', { dialect: 'postgres' });
// ruleid: credential-in-code
const client = new Client({ connectionString: 'postgres://shop:battery@db/shop' });
// ruleid: credential-in-code
mongoose.connect('mongodb://shop:battery@db:27017/shop');

// ok: credential-in-code
jwt.sign({ id: 7 }, process.env.JWT_KEY, { expiresIn: '1h' });
// ok: credential-in-code
jwt.verify(token, fs.readFileSync('/run/secrets/jwt.pub'));
// What a public key verifies, it cannot sign.
// ok: credential-in-code
jwt.verify(token, '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----');
// ok: credential-in-code
jwt.sign({ id: 7 }, keys['current']);
// ok: credential-in-code
app.use(session({ secret: process.env.SESSION_SECRET, name: 'sid' }));
// ok: credential-in-code
const pool2 = new Pool({ host: 'db', user: 'shop', password: process.env.PGPASSWORD });
// A server without a password has no secret to lose.
// ok: credential-in-code
const conn2 = mysql.createConnection({ host: 'localhost', password: '' });
// ok: credential-in-code
mongoose.connect('mongodb://localhost:27017/shop');
// ok: credential-in-code
const client2 = new Client({ connectionString: 'postgres://db/shop' });
// Not what a database client takes.
// ok: credential-in-code
const labels = { password: 'Your password', secret: 'Your secret' };
// ok: credential-in-code
render({ password: 'Your password' });
