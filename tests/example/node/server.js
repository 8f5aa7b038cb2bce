'use strict';

const express = require('express');
const cors = require('cors');
const rateLimit = require('express-rate-limit');
const orders = require('./orders');
const accounts = require('./accounts');

const app = express();
app.use(express.json({ limit: '100kb' }));

// Every origin may read answers that carry the user's cookies.
app.use('/api', cors({ origin: true, credentials: true }));

// Well done: one origin, named.
app.use('/partner', cors({ origin: 'https://partner.example', credentials: true }));

app.get('/api/orders', orders.search);
app.get('/api/orders/:id', orders.byId);

// Anybody may try passwords as fast as the line allows.
app.post('/api/login', accounts.login);

// Well done: the same, ten times a minute.
const slow = rateLimit({ windowMs: 60 * 1000, limit: 10 });
app.post('/partner/login', slow, accounts.login);

// The stack trace tells an attacker which files and versions run here.
app.use('/api', (err, req, res, next) => {
    res.status(500).send(err.stack);
});

// Well done: the trace stays in the log.
app.use((err, req, res, next) => {
    console.error(err.stack);
    res.status(500).json({ error: 'internal error' });
});

app.listen(process.env.PORT || 3000);
