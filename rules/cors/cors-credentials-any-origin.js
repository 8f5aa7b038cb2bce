const express = require('express');
const cors = require('cors');
const Hapi = require('@hapi/hapi');
const koaCors = require('@koa/cors');
const fastify = require('fastify')();
const app = express();
const ALLOWED = ['https://app.example.com'];

// ruleid: cors-credentials-any-origin
app.use(cors({ origin: true, credentials: true }));
// ruleid: cors-credentials-any-origin
app.use(cors({ origin: (from, callback) => callback(null, true), credentials: true }));
// ruleid: cors-credentials-any-origin
app.use(cors({ origin: /.*/, credentials: true }));

// By an alias, a destructuring, an object made elsewhere, a wrapper.
const share = cors;
// ruleid: cors-credentials-any-origin
app.use(share({ origin: true, credentials: true }));
// ruleid: cors-credentials-any-origin
const { origin, ...more } = { origin: true, credentials: true };
app.use(cors({ origin, ...more }));
const options = { credentials: true };
// ruleid: cors-credentials-any-origin
options.origin = true;
app.use(cors(options));
function open(from) {
    return cors({ origin: from, credentials: true });
}
// ruleid: cors-credentials-any-origin
app.use(open(true));
// ruleid: cors-credentials-any-origin
fastify.register(require('@fastify/cors'), { origin: true, credentials: true });
// ruleid: cors-credentials-any-origin
module.exports.koa = koaCors({ credentials: true });
// ruleid: cors-credentials-any-origin
Hapi.server({ routes: { cors: { origin: ['*'], credentials: true } } });
// ruleid: cors-credentials-any-origin
Hapi.server({ routes: { cors: { credentials: true } } });
// ruleid: cors-credentials-any-origin
require('socket.io')(app, { cors: { origin: true, credentials: true } });

// ok: cors-credentials-any-origin
app.use(cors({ origin: ALLOWED, credentials: true }));
// ok: cors-credentials-any-origin
app.use(cors({ origin: true }));
// Two settings, neither of which has both.
// ok: cors-credentials-any-origin
app.use(cors(process.env.DEV ? { origin: true } : { origin: ALLOWED, credentials: true }));
// ok: cors-credentials-any-origin
module.exports.listed = koaCors({ credentials: true, origin: 'https://app.example.com' });
// ok: cors-credentials-any-origin
Hapi.server({ routes: { cors: { origin: ALLOWED, credentials: true } } });
// ok: cors-credentials-any-origin
app.use(cors({ credentials: true }));
