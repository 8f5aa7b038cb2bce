const express = require('express');
const pino = require('pino');
const { info } = console;
const app = express();
const logger = pino();

app.post('/login', (req, res) => {
    // ruleid: secret-in-log
    console.log('login', req.body.password);
    const { name, password: given } = req.body;
    // ok: secret-in-log
    console.log('login', name);
    // ruleid: secret-in-log
    logger.info({ password: given }, 'login');
    res.end();
});

function remember(text) {
    // ruleid: secret-in-log
    logger.debug(`now ${text}`);
}
remember(account.newPassword);

const settings = { host: 'db', password: read };
// ruleid: secret-in-log
console.log('settings', settings);
// ok: secret-in-log
console.log('host', settings.host);

function start(clientSecret, passwordField) {
    // ruleid: secret-in-log
    console.error('starting with ' + clientSecret);
    // ok: secret-in-log
    console.error('no ' + passwordField);
    // ok: secret-in-log
    console.log('has a secret', !!clientSecret, clientSecret.length);
    // ok: secret-in-log
    console.log(clientSecret ? 'secret given' : 'no secret');
}

// ruleid: secret-in-log
console.log(process.env);
// ruleid: secret-in-log
console.log('database', process.env.DATABASE_URL);
// ok: secret-in-log
console.log(process.env.PORT);
// ok: secret-in-log
console.log(Object.keys(process.env));
// ok: secret-in-log
console.log('password', password.replace(/./g, '*'));
// ok: secret-in-log
console.log(user.passwordHash, user.hashedPassword);
// ok: secret-in-log
console.log('Your password was changed');
// ok: secret-in-log
console.log(messages.wrongPassword);
// ok: secret-in-log
logger.info({ password: mask(user.password) });
