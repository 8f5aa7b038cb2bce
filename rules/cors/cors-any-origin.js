const express = require('express');
const cors = require('cors');
const http = require('http');
const { Server } = require('socket.io');
const Hapi = require('@hapi/hapi');
const fastify = require('fastify')();
const koaCors = require('@koa/cors');
const app = express();
const ALLOWED = ['https://app.example.com'];

app.get('/a', (req, res) => {
    // ruleid: cors-any-origin
    res.setHeader('Access-Control-Allow-Origin', '*');
    // ruleid: cors-any-origin
    res.header('access-control-allow-origin', '*');
    // ruleid: cors-any-origin
    res.set({ 'Access-Control-Allow-Origin': '*', Vary: 'Origin' });
    // ruleid: cors-any-origin
    res.writeHead(200, { 'Access-Control-Allow-Origin': '*' });
    // ruleid: cors-any-origin
    res.status(200).set('Access-Control-Allow-Origin', '*').end();
});

// ruleid: cors-any-origin
app.use(cors({ credentials: true, origin: '*' }));
// ruleid: cors-any-origin
app.use(cors({ origin: true }));
// ruleid: cors-any-origin
app.use(cors({ origin: (from, callback) => callback(null, true) }));
app.use(
    cors({
        // ruleid: cors-any-origin
        origin: function (from, callback) {
            if (!from) return callback(null, true);
            return callback(null, true);
        },
    }),
);

// By an alias, a destructuring, an object made elsewhere, a wrapper.
const share = cors;
// ruleid: cors-any-origin
app.get('/b', share({ origin: '*' }), (req, res) => res.end());
// ruleid: cors-any-origin
const settings = { cors: { origin: '*' }, port: 80 };
const { origin } = settings.cors;
app.use(cors({ origin }));
const options = {};
// ruleid: cors-any-origin
options.origin = '*';
app.use(cors(options));
function open(from) {
    return cors({ origin: from, methods: ['GET'] });
}
// ruleid: cors-any-origin
app.use(open('*'));
function answer(res, name, value) {
    res.setHeader(name, value);
}
// ruleid: cors-any-origin
http.createServer((req, res) => answer(res, 'Access-Control-Allow-Origin', '*'));
// ruleid: cors-any-origin
app.use(cors({ origin: /.*/ }));
// ruleid: cors-any-origin
app.use(cors({ origin: /^https?:\/\/.*$/ }));

// ruleid: cors-any-origin
new Server(http.createServer(app), { cors: { origin: '*' } });
// ruleid: cors-any-origin
require('socket.io')(app, { cors: { origin: '*', methods: ['GET'] } });
// ruleid: cors-any-origin
Hapi.server({ port: 80, routes: { cors: true } });
// ruleid: cors-any-origin
Hapi.server({ port: 80, routes: { cors: { origin: ['*'] } } });
// ruleid: cors-any-origin
fastify.register(require('@fastify/cors'), { origin: '*' });
// ruleid: cors-any-origin
fastify.register(require('@fastify/cors'), { origin: true });
// ruleid: cors-any-origin
module.exports.koa = koaCors({ origin: '*' });
// ruleid: cors-any-origin
module.exports.koaToo = koaCors({ origin: () => '*' });

app.get('/c', (req, res) => {
    // ok: cors-any-origin
    res.setHeader('Access-Control-Allow-Origin', 'https://app.example.com');
    // ok: cors-any-origin
    res.setHeader('Access-Control-Allow-Methods', '*');
    // ok: cors-any-origin
    res.set({ 'Access-Control-Allow-Headers': '*' });
    // ok: cors-any-origin
    res.writeHead(200, { Accept: '*' });
    // ok: cors-any-origin
    new Map().set('origin', '*');
});

// ok: cors-any-origin
app.use(cors({ origin: 'https://app.example.com', credentials: true }));
// ok: cors-any-origin
app.use(cors({ origin: ALLOWED, credentials: true }));
// ok: cors-any-origin
app.use(cors({ origin: false }));
// ok: cors-any-origin
app.use(cors({ origin: process.env.ORIGIN }));
// ok: cors-any-origin
app.use(cors({ origin: (from, callback) => callback(null, ALLOWED.includes(from)) }));
app.use(
    cors({
        // ok: cors-any-origin
        origin(from, callback) {
            if (ALLOWED.includes(from)) callback(null, true);
            else callback(new Error('not allowed'));
        },
    }),
);
app.use(
    cors({
        // ok: cors-any-origin
        origin(from, callback) {
            if (!ALLOWED.includes(from)) return callback(new Error('not allowed'));
            return callback(null, true);
        },
    }),
);
// ok: cors-any-origin
app.use(cors({ origin: /^https:\/\/app\.example\.com$/ }));
// ok: cors-any-origin
new Server(app, { cors: { origin: 'https://app.example.com' } });
// ok: cors-any-origin
Hapi.server({ port: 80, routes: { cors: { origin: ['https://app.example.com'] } } });
// ok: cors-any-origin
fastify.register(require('@fastify/cors'), { origin: ALLOWED });
// ok: cors-any-origin
fastify.register(require('./other'), { origin: '*' });
// ok: cors-any-origin
cors.configure({ origin: '*' });
