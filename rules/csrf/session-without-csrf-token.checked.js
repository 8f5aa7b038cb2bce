const express = require('express');
const session = require('express-session');
const { doubleCsrf } = require('csrf-csrf');
const app = express();

// ok: session-without-csrf-token
app.use(session({ secret: process.env.KEY }));
app.use(doubleCsrf({ getSecret: () => process.env.KEY }).doubleCsrfProtection);
app.post('/password', (req, res) => res.end());
