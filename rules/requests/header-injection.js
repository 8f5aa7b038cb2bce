const express = require('express');
const http = require('http');

const app = express();

function add(res, name, value) {
    // ruleid: header-injection
    res.setHeader(name, value);
}

app.get('/header', (req, res) => {
    // ruleid: header-injection
    res.set(req.query.name, 'x');
    const { name } = req.body;
    // ruleid: header-injection
    res.header(`x-${name}`, '1');
    add(res, req.query.name, '1');

    // ok: header-injection
    res.set('x-name', req.query.name);
    // ok: header-injection
    res.set('x-' + Number(req.query.n), 'x');
    // ok: header-injection
    store.set(req.query.name, 'x');
    if (name === 'etag' || name === 'vary') {
        // ok: header-injection
        res.header(name, '1');
    }
    res.end();
});

http.createServer((message, answer) => {
    // ruleid: header-injection
    answer.setHeader(message.headers['x-name'], '1');
    answer.end();
});
