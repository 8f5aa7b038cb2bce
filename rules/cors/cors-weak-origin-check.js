const express = require('express');
const cors = require('cors');
const app = express();

app.use((req, res, next) => {
    const origin = req.headers.origin;
    // ruleid: cors-weak-origin-check
    if (origin.endsWith('example.com')) res.setHeader('Access-Control-Allow-Origin', origin);
    // ruleid: cors-weak-origin-check
    if (origin.startsWith('https://app.example.com')) res.setHeader('Access-Control-Allow-Origin', origin);
    // ruleid: cors-weak-origin-check
    if (origin.includes('example.com')) res.setHeader('Access-Control-Allow-Origin', origin);
    // ruleid: cors-weak-origin-check
    if (origin.indexOf('example.com') !== -1) res.setHeader('Access-Control-Allow-Origin', origin);
    // ruleid: cors-weak-origin-check
    if (/example\.com$/.test(origin)) res.setHeader('Access-Control-Allow-Origin', origin);
    // ruleid: cors-weak-origin-check
    if (origin.match(/^https:\/\/example\.com/)) res.setHeader('Access-Control-Allow-Origin', origin);
    // ruleid: cors-weak-origin-check
    if (/^https:\/\/app.example\.com$/.test(origin)) res.setHeader('Access-Control-Allow-Origin', origin);
    next();
});

// By an alias, a destructuring, a wrapper; in a callback.
app.use((req, res, next) => {
    const { origin: from } = req.headers;
    const asked = from;
    // ruleid: cors-weak-origin-check
    if (asked.endsWith('example.com')) res.setHeader('Access-Control-Allow-Origin', asked);
    next();
});
function known(from) {
    // ruleid: cors-weak-origin-check
    return from.endsWith('example.com');
}
app.use((req, res, next) => {
    if (known(req.get('Origin'))) res.setHeader('Access-Control-Allow-Origin', req.get('Origin'));
    next();
});
// ruleid: cors-weak-origin-check
app.use(cors({ origin: (from, callback) => callback(null, from.includes('example.com')) }));

app.use((req, res, next) => {
    const origin = req.headers.origin;
    // ok: cors-weak-origin-check
    if (origin.endsWith('.example.com')) res.setHeader('Access-Control-Allow-Origin', origin);
    // ok: cors-weak-origin-check
    if (origin.startsWith('https://app.example.com/')) next();
    // ok: cors-weak-origin-check
    if (['https://example.com'].includes(origin)) res.setHeader('Access-Control-Allow-Origin', origin);
    // ok: cors-weak-origin-check
    if (/^https:\/\/([a-z]+\.)?example\.com$/.test(origin)) res.setHeader('Access-Control-Allow-Origin', origin);
    // ok: cors-weak-origin-check
    if (origin.startsWith('https://')) next();
    // ok: cors-weak-origin-check
    if (origin.endsWith('://example.com')) next();
    // ok: cors-weak-origin-check
    if (req.headers.host.includes('example.com')) next();
    // ok: cors-weak-origin-check
    if (origin.includes(',')) next();
});
