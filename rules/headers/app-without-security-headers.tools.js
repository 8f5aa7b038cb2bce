// What only escapes sets no header.
const express = require('express');
const { escapeUrl } = require('merlon-guard');
// ruleid: app-without-security-headers
const app = express();
app.get('/', (req, res) => res.send(escapeUrl('x')));
app.listen(80);
