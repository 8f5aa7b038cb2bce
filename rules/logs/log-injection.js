const express = require('express');
const winston = require('winston');
const pino = require('pino')();

const app = express();
const logger = winston.createLogger();
const { info } = console;

function note(text) {
    // ruleid: log-injection
    console.log('note: ' + text);
}

app.post('/login', (req, res) => {
    // ruleid: log-injection
    console.log('login ' + req.body.name);
    const { name } = req.body;
    // ruleid: log-injection
    logger.info(`login ${name}`);
    // ruleid: log-injection
    pino.warn('bad login of ' + name);
    // ruleid: log-injection
    info(name);
    note(req.query.text);

    // ok: log-injection
    logger.info({ name }, 'login');
    // ok: log-injection
    console.log('login ' + name.replace(/[\r\n]/g, ' '));
    // ok: log-injection
    console.log('login ' + JSON.stringify(name));
    // ok: log-injection
    console.log('login ' + Number(req.body.id));
    // ok: log-injection
    console.log('login');
    // ok: log-injection
    audit.log('login ' + name);
    res.end();
});
