const fs = require('fs');
const jwt = require('jsonwebtoken');
const session = require('express-session');
const { Pool, Client } = require('pg');
const mysql = require('mysql2');
const mongoose = require('mongoose');
const { Sequelize } = require('sequelize');

// One finding for a secret, where it stands, however often it is used.
// ruleid: credential-in-code
const KEY = 'correct horse battery staple';

// ruleid: credential-in-code
jwt.sign({ id: 7 }, 'correct horse', { expiresIn: '1h' });
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
const conn = mysql.createConnection({ host: 'db', password: KEY });
// ruleid: credential-in-code
const orm = new Sequelize('shop', 'shop', 'battery staple', { dialect: 'postgres' });
// ruleid: credential-in-code
const client = new Client({ connectionString: 'postgres://shop:battery@db/shop' });
// ruleid: credential-in-code
mongoose.connect('mongodb://shop:battery@db:27017/shop');

// An alias, a destructuring, an object made elsewhere in the file, a function around the call.
const { createClient: connect } = require('redis');
// ruleid: credential-in-code
connect({ password: 'battery staple' });
const settings = {
    // ruleid: credential-in-code
    mail: { user: 'shop@example.org', pass: 'battery staple' },
};
require('nodemailer').createTransport({ host: 'mail', auth: settings.mail });
function issue(claims, key) {
    return jwt.sign(claims, key);
}
// ruleid: credential-in-code
issue({ id: 7 }, 'battery staple');
const options = {};
// ruleid: credential-in-code
options.secretOrKey = 'battery staple';
new (require('passport-jwt').Strategy)(options, verifyUser);

// Clients of services.
// ruleid: credential-in-code
const s3 = new (require('aws-sdk').S3)({ secretAccessKey: 'battery+staple/correct' });
// ruleid: credential-in-code
require('@sendgrid/mail').setApiKey('battery-staple-correct');
// ruleid: credential-in-code
require('twilio')(process.env.TWILIO_SID, 'battery-staple');

// An address is no object with a password in it.
// ok: credential-in-code
require('axios').get('https://api.example.org/login');

// Headers.
const axios = require('axios');
// ruleid: credential-in-code
axios.get('https://api.example.org', { headers: { Authorization: 'Bearer battery-staple' } });
// ruleid: credential-in-code
const PASSWORD = 'battery-staple';
fetch('https://api.example.org', {
    headers: { Authorization: 'Basic ' + Buffer.from(process.env.API_USER + ':' + PASSWORD).toString('base64') },
});
// ruleid: credential-in-code
require('http').request({ host: 'api', auth: 'shop:battery-staple' });
const headers = new Headers();
// ruleid: credential-in-code
headers.set('Authorization', 'Bearer battery-staple');

// ok: credential-in-code
headers.set('Authorization', 'Bearer ' + process.env.API_TOKEN);
// ok: credential-in-code
headers.set('Content-Type', 'application/json');
// A form that somebody fills in.
// ok: credential-in-code
require('http').request({ host: 'api', auth: 'user:{{ API_PASSWORD }}' });
// ok: credential-in-code
require('twilio')(process.env.TWILIO_SID, 'your_auth_token');
// The name of a variable of the environment, not its value.
// ok: credential-in-code
connect({ password: process.env['REDIS_PASSWORD'] });
// ok: credential-in-code
connect({ username: 'default', database: 2 });

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

// A text in the place of an object has no password in it.
const { Sequelize: Tables } = require('sequelize');
// ok: credential-in-code
const byPlace = new Tables('accounts', 'reader', process.env.DATABASE_PASSWORD);
// ruleid: credential-in-code
const written = new Tables('accounts', 'reader', 'winter-of-1977');

// SQLite asks for none.
const sequelize = require('sequelize');
// ok: credential-in-code
new sequelize.Sequelize('shop', 'shop', 'sesame', { dialect: 'sqlite', storage: 'shop.sqlite' });
// ruleid: credential-in-code
new sequelize.Sequelize('shop', 'shop', 'sesame', { dialect: 'postgres' });
// The name of the thing in its place.
const { S3Client: Store } = require('@aws-sdk/client-s3');
new Store({
    credentials: {
        accessKeyId: 'accessKeyId',
        // ok: credential-in-code
        secretAccessKey: 'secretAccessKey',
    },
});

// Signs written in place of others, the name of a way to sign: neither is a key.
const { createHmac } = require('crypto');
function quoted(text) {
    // ok: credential-in-code
    return encodeURIComponent(text).replace(/'/g, '%27').replaceAll('*', '%2A');
}
exports.sign = (text, consumer) => createHmac('sha1', quoted(consumer)).update(text).digest('base64');
// ok: credential-in-code
const way = 'HMAC-SHA256';
fetch('https://api.shop.internal/', { headers: { Authorization: 'OAuth oauth_signature_method="' + way + '"' } });
// ruleid: credential-in-code
createHmac('sha256', 'over-the-hills-77').update('a').digest();
// Signs that are picked out of an alphabet are not the alphabet.
const signs = 'abcdefghjkmnpqrstuvwxyz23456789';
function once() {
    let text = '';
    for (let i = 0; i < 20; i++) {
        // ok: credential-in-code
        text += signs.charAt(randomInt(signs.length));
    }
    return text;
}
fetch('https://api.shop.internal/', { headers: { Authorization: 'OAuth oauth_nonce="' + once() + '"' } });
