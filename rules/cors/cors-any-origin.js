const express = require('express');
const cors = require('cors');
const app = express();
const ALLOWED = ['https://app.example.com'];

app.get('/a', (req, res) => {
    // ruleid: cors-any-origin
    res.setHeader('Access-Control-Allow-Origin', '*');
    // ruleid: cors-any-origin
    res.header('access-control-allow-origin', req.headers.origin);
    // ruleid: cors-any-origin
    res.set('Access-Control-Allow-Origin', req.get('Origin'));
    const origin = req.headers.origin;
    res.setHeader('Access-Control-Allow-Credentials', 'true');
    // ruleid: cors-any-origin
    res.setHeader('Access-Control-Allow-Origin', origin);
});

// ruleid: cors-any-origin
app.use(cors({ origin: true, credentials: true }));
// ruleid: cors-any-origin
app.use(cors({ credentials: true, origin: '*' }));
// ruleid: cors-any-origin
app.use(cors({ origin: (from, callback) => callback(null, true), credentials: true }));

app.get('/b', (req, res) => {
    // ok: cors-any-origin
    res.setHeader('Access-Control-Allow-Origin', 'https://app.example.com');
    const origin = req.headers.origin;
    if (ALLOWED.includes(origin)) {
        // ok: cors-any-origin
        res.setHeader('Access-Control-Allow-Origin', origin);
        res.setHeader('Vary', 'Origin');
    }
    if (ALLOWED.includes(req.headers.origin)) {
        // ok: cors-any-origin
        res.header('Access-Control-Allow-Origin', req.headers.origin);
    }
    // ok: cors-any-origin
    res.setHeader('Access-Control-Allow-Methods', '*');
    // ok: cors-any-origin
    res.setHeader('Content-Type', req.headers.origin);
});

app.get('/c', (req, res) => {
    const origin = req.get('origin');
    if (!ALLOWED.includes(origin)) {
        res.status(403).end();
        return;
    }
    // ok: cors-any-origin
    res.setHeader('Access-Control-Allow-Origin', origin);
});

// ok: cors-any-origin
app.use(cors({ origin: 'https://app.example.com', credentials: true }));
// ok: cors-any-origin
app.use(cors({ origin: ALLOWED, credentials: true }));
// ok: cors-any-origin
app.use(cors({ origin: false }));
