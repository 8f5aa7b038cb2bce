const express = require('express');
const cors = require('cors');
const koaCors = require('@koa/cors');
const app = express();
const fastify = require('fastify')();

// ruleid: cors-default-any-origin
app.use(cors());
// ruleid: cors-default-any-origin
app.get('/a', cors(), (req, res) => res.end());
// ruleid: cors-default-any-origin
app.use(cors({ methods: ['GET'], maxAge: 600 }));

// By an alias, a destructuring, an object made elsewhere, a wrapper.
const share = cors;
// ruleid: cors-default-any-origin
app.use(share());
const settings = { cors: { maxAge: 600 } };
const { cors: options } = settings;
// ruleid: cors-default-any-origin
app.use(cors(options));
const other = {};
other.methods = ['GET'];
// ruleid: cors-default-any-origin
app.use(cors(other));
function open(more) {
    // ruleid: cors-default-any-origin
    return cors(more);
}
app.use(open({ maxAge: 5 }));
// ruleid: cors-default-any-origin
module.exports.koa = koaCors();
// ruleid: cors-default-any-origin
fastify.register(require('@fastify/cors'), {});
// ruleid: cors-default-any-origin
fastify.register(require('@fastify/cors'));

// ok: cors-default-any-origin
app.use(cors({ origin: 'https://app.example.com' }));
// ok: cors-default-any-origin
app.use(cors(require('./config').cors));
// ok: cors-default-any-origin
app.use(cors((req, callback) => callback(null, { origin: req.hostname === 'a' })));
// ok: cors-default-any-origin
app.use(cors({ ...require('./config') }));
// ok: cors-default-any-origin
app.use(require('./cors')());
// ok: cors-default-any-origin
fastify.register(require('@fastify/cors'), { origin: ['https://app.example.com'] });
// ok: cors-default-any-origin
fastify.register(require('@fastify/helmet'), {});
