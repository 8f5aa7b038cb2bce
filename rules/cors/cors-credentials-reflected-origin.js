const express = require('express');
const cors = require('cors');
const app = express();
const ALLOWED = ['https://app.example.com'];

app.use((req, res, next) => {
    res.setHeader('Access-Control-Allow-Credentials', 'true');
    // ruleid: cors-credentials-reflected-origin
    res.setHeader('Access-Control-Allow-Origin', req.headers.origin);
    next();
});

app.use(function (req, res, next) {
    // ruleid: cors-credentials-reflected-origin
    res.header('Access-Control-Allow-Origin', req.get('origin'));
    res.header('Access-Control-Allow-Credentials', true);
    next();
});

app.get('/a', (req, res) => {
    // ruleid: cors-credentials-reflected-origin
    res.set({ 'Access-Control-Allow-Origin': req.headers.origin, 'Access-Control-Allow-Credentials': 'true' });
    res.end();
});

// By an alias, a destructuring, an object made elsewhere, a wrapper.
app.get('/b', (req, res) => {
    const { origin: from } = req.headers;
    const answer = res;
    answer.header('Access-Control-Allow-Credentials', 'true');
    // ruleid: cors-credentials-reflected-origin
    answer.header('Access-Control-Allow-Origin', from);
    res.end();
});
app.get('/c', (req, res) => {
    const headers = {
        // ruleid: cors-credentials-reflected-origin
        'Access-Control-Allow-Origin': req.headers.origin,
        'Access-Control-Allow-Credentials': 'true',
    };
    res.writeHead(200, headers);
});
function allow(req, res) {
    const set = from => {
        res.setHeader('Access-Control-Allow-Credentials', 'true');
        // ruleid: cors-credentials-reflected-origin
        res.setHeader('Access-Control-Allow-Origin', from);
    };
    set(req.headers.origin);
}
app.get('/d', allow);
// ruleid: cors-credentials-reflected-origin
app.use(cors({ credentials: true, origin: (from, callback) => callback(null, from) }));

app.get('/e', (req, res) => {
    if (ALLOWED.includes(req.headers.origin)) {
        // ok: cors-credentials-reflected-origin
        res.setHeader('Access-Control-Allow-Origin', req.headers.origin);
        res.setHeader('Access-Control-Allow-Credentials', 'true');
    }
    res.end();
});
app.get('/f', (req, res) => {
    // ok: cors-credentials-reflected-origin
    res.setHeader('Access-Control-Allow-Origin', ALLOWED[0]);
    res.setHeader('Access-Control-Allow-Credentials', 'true');
    res.end();
});
// Without cookies it is the other rule's.
app.get('/g', (req, res) => {
    // ok: cors-credentials-reflected-origin
    res.setHeader('Access-Control-Allow-Origin', req.headers.origin);
    res.end();
});
