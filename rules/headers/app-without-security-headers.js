const express = require('express');
// ruleid: app-without-security-headers
const app = express();
// By an alias, a wrapper, an object.
const make = express;
// ruleid: app-without-security-headers
const second = make();
function build() {
    // ruleid: app-without-security-headers
    return express();
}
const tools = { express };
// ruleid: app-without-security-headers
const third = tools.express();
app.get('/', (req, res) => res.send('x'));
app.listen(80);
// ok: app-without-security-headers
const router = express.Router();
// ok: app-without-security-headers
const parser = express.json();
// ok: app-without-security-headers
const other = require('./express')();
module.exports = { app, second, third, build, router, parser, other };
