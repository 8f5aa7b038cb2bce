const express = require('express');
const cors = require('cors');
const koaCors = require('@koa/cors');
const http = require('http');
const config = require('./config');
const { isAllowed } = require('./origins');
const app = express();
const ALLOWED = ['https://app.example.com'];

app.get('/a', (req, res) => {
    // ruleid: cors-reflected-origin
    res.header('access-control-allow-origin', req.headers.origin);
    // ruleid: cors-reflected-origin
    res.set('Access-Control-Allow-Origin', req.get('Origin'));
    // ruleid: cors-reflected-origin
    res.setHeader('Access-Control-Allow-Origin', req.headers.origin || '*');
    // ruleid: cors-reflected-origin
    res.set({ 'Access-Control-Allow-Origin': req.header('origin') });
});

// By an alias, a destructuring, an object made elsewhere, a wrapper.
app.get('/b', (req, res) => {
    const from = req.headers['origin'];
    // ruleid: cors-reflected-origin
    res.setHeader('Access-Control-Allow-Origin', from);
    const { origin } = req.headers;
    // ruleid: cors-reflected-origin
    res.setHeader('Access-Control-Allow-Origin', origin);
    const answer = {};
    // ruleid: cors-reflected-origin
    answer['Access-Control-Allow-Origin'] = origin;
    res.writeHead(200, answer);
});
function allow(res, from) {
    // ruleid: cors-reflected-origin
    res.setHeader('Access-Control-Allow-Origin', from);
}
http.createServer((req, res) => allow(res, req.headers.origin));
// ruleid: cors-reflected-origin
app.use(cors({ origin: (from, callback) => callback(null, from) }));
// ruleid: cors-reflected-origin
module.exports.koa = koaCors({ origin: ctx => ctx.get('Origin') });
module.exports.ctx = async (ctx, next) => {
    // ruleid: cors-reflected-origin
    ctx.set('Access-Control-Allow-Origin', ctx.headers.origin);
    await next();
};

app.get('/q', (req, res, next) => {
    // ruleid: cors-reflected-origin
    res.setHeader('Access-Control-Allow-Origin', req.query.from);
    // ruleid: cors-reflected-origin
    cors({ origin: req.query.from })(req, res, next);
});

app.get('/c', (req, res) => {
    const origin = req.headers.origin;
    if (ALLOWED.includes(origin)) {
        // ok: cors-reflected-origin
        res.setHeader('Access-Control-Allow-Origin', origin);
        res.setHeader('Vary', 'Origin');
    }
    if (ALLOWED.includes(req.headers.origin)) {
        // ok: cors-reflected-origin
        res.header('Access-Control-Allow-Origin', req.headers.origin);
    }
    if (config.origins.indexOf(origin) > -1) {
        // ok: cors-reflected-origin
        res.header('Access-Control-Allow-Origin', origin);
    }
    if (origin in config.byOrigin) {
        // ok: cors-reflected-origin
        res.header('Access-Control-Allow-Origin', origin);
    }
    if (isAllowed(origin)) {
        // ok: cors-reflected-origin
        res.header('Access-Control-Allow-Origin', origin);
    }
    if (config.origins.some(one => one === origin)) {
        // ok: cors-reflected-origin
        res.header('Access-Control-Allow-Origin', origin);
    }
    // ok: cors-reflected-origin
    res.header('Access-Control-Allow-Origin', config.origins.includes(origin) ? origin : config.origins[0]);
    // ok: cors-reflected-origin
    res.header('Access-Control-Allow-Origin', config.origins.find(one => one === origin));
    // ok: cors-reflected-origin
    res.setHeader('Content-Type', req.headers.origin);
});

app.get('/d', (req, res) => {
    const origin = req.get('origin');
    if (!ALLOWED.includes(origin)) {
        res.status(403).end();
        return;
    }
    // ok: cors-reflected-origin
    res.setHeader('Access-Control-Allow-Origin', origin);
});

app.get('/e', (req, res) => {
    if (!isAllowed(req.headers.origin)) return res.status(403).end();
    // ok: cors-reflected-origin
    res.setHeader('Access-Control-Allow-Origin', req.headers.origin);
});

app.use(
    cors({
        origin: (from, callback) => {
            // ok: cors-reflected-origin
            if (config.origins.includes(from)) callback(null, from);
            else callback(new Error('not allowed'));
        },
    }),
);
// ok: cors-reflected-origin
module.exports.listed = koaCors({ origin: ctx => (config.origins.includes(ctx.get('Origin')) ? ctx.get('Origin') : '') });
