const express = require('express');
// ok: x-powered-by
const app = express();
app.disable('x-powered-by');
app.get('/', (req, res) => res.send('x'));
