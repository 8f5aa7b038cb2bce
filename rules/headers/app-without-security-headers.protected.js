const express = require('express');
const helmet = require('helmet');
// ok: app-without-security-headers
const app = express();
app.use(helmet());
app.get('/', (req, res) => res.send('x'));
app.listen(80);
