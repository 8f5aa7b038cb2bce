const express = require('express');
const jwt = require('jsonwebtoken');
const jwtDecode = require('jwt-decode');
const app = express();
const key = process.env.KEY;

app.get('/a', (req, res) => {
    // ruleid: jwt-decoded-without-check
    res.json(jwt.decode(req.headers.authorization.split(' ')[1]));
    // ruleid: jwt-decoded-without-check
    res.json(jwtDecode(req.cookies.token));
});

// By an alias, a destructuring, a wrapper.
const { decode } = jwt;
app.get('/b', (req, res) => {
    const { token } = req.query;
    // ruleid: jwt-decoded-without-check
    const claims = decode(token, { complete: true });
    res.json(claims);
});
function read(token) {
    // ruleid: jwt-decoded-without-check
    return jwt.decode(token);
}
app.get('/c', (req, res) => res.json(read(req.get('x-token'))));

app.get('/d', (req, res) => {
    const token = req.cookies.token;
    // ok: jwt-decoded-without-check
    res.json(jwt.verify(token, key, { algorithms: ['HS256'] }));
});
app.get('/e', (req, res) => {
    const token = req.cookies.token;
    jwt.verify(token, key);
    // ok: jwt-decoded-without-check
    res.json(jwt.decode(token));
});
app.get('/f', async (req, res) => {
    const answer = await fetch('https://login.example.com/token');
    // ok: jwt-decoded-without-check
    res.json(jwt.decode(answer.token));
});
app.get('/g', (req, res) => {
    // ok: jwt-decoded-without-check
    res.json(querystring.decode(req.query.a));
});
// The header says which of several keys; verified with that one.
app.get('/h', async (req, res) => {
    const token = req.get('x-device');
    // ok: jwt-decoded-without-check
    const read = jwt.decode(token, { complete: true });
    if (!read) {
        return res.sendStatus(400);
    }
    const device = await devices.byKey(read.header.kid);
    try {
        jwt.verify(token, device.key, { algorithms: ['RS256'] });
    } catch (problem) {
        return res.sendStatus(401);
    }
    res.json(device.name);
});
app.get('/i', (req, res) => {
    const token = req.get('x-device');
    // ruleid: jwt-decoded-without-check
    const read = jwt.decode(token, { complete: true });
    // Another token's signature says nothing of this one.
    jwt.verify(req.cookies.session, key, { algorithms: ['HS256'] });
    res.json(read.payload);
});
