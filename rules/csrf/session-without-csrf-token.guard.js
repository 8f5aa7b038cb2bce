const express = require('express');
const session = require('express-session');
const merlon = require('merlon-guard');
const app = express();

// ok: session-without-csrf-token
app.use(session({ secret: process.env.KEY }));
app.use(merlon(require('./guard-options')));
app.post('/password', (req, res) => res.end());
