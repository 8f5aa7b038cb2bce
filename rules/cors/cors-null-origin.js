const cors = require('cors');
const http = require('http');
const fastify = require('fastify')();
const app = require('express')();
const HEADER = 'Access-Control-Allow-Origin';

// ruleid: cors-null-origin
app.use(cors({ origin: 'null' }));
// ruleid: cors-null-origin
app.use(cors({ origin: ['https://app.example.com', 'null'] }));
// ruleid: cors-null-origin
const list = ['https://app.example.com', 'null'];
const { origin } = { origin: list };
app.use(cors({ origin, credentials: true }));
const share = cors;
// ruleid: cors-null-origin
app.use(share({ origin: ['null'] }));
function open(from) {
    return cors({ origin: from });
}
// ruleid: cors-null-origin
app.use(open('null'));
// ruleid: cors-null-origin
fastify.register(require('@fastify/cors'), { origin: ['null'] });
http.createServer((req, res) => {
    // ruleid: cors-null-origin
    res.setHeader(HEADER, 'null');
    // Nobody is let in: what is meant, though the text says otherwise.
    // ok: cors-null-origin
    res.setHeader(HEADER, null);
    // ruleid: cors-null-origin
    res.writeHead(200, { 'Access-Control-Allow-Origin': 'null' });
});

// ok: cors-null-origin
app.use(cors({ origin: null }));
// ok: cors-null-origin
app.use(cors({ origin: ['https://null.example.com'] }));
http.createServer((req, res) => {
    // ok: cors-null-origin
    res.setHeader('X-Origin', 'null');
    // ok: cors-null-origin
    res.setHeader(HEADER, 'https://app.example.com');
});
