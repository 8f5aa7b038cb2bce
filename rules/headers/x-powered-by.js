const express = require('express');
// ruleid: x-powered-by
const app = express();
const make = express;
// ruleid: x-powered-by
const second = make();
function build() {
    // ruleid: x-powered-by
    return express();
}
const tools = { express };
// ruleid: x-powered-by
const third = tools.express();
app.get('/', (req, res) => {
    res.setHeader('X-Frame-Options', 'DENY');
    res.send('x');
});
// ok: x-powered-by
const router = express.Router();
// ok: x-powered-by
const parser = express.json();
// ok: x-powered-by
const other = require('./express')();
module.exports = { app, second, third, build, router, parser, other };
