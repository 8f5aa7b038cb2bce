const express = require('express');
const { merlon } = require('merlon-guard');
// ok: app-without-security-headers
const app = express();
app.use(merlon({ cors: { origins: ['https://app.example.org'] } }));
app.get('/', (req, res) => res.send('x'));
app.listen(80);
