const cors = require('cors');
const fastify = require('fastify')();
const app = require('express')();

// ruleid: cors-unanchored-origin
app.use(cors({ origin: /example\.com$/ }));
// ruleid: cors-unanchored-origin
app.use(cors({ origin: /^https:\/\/app\.example\.com/ }));
// ruleid: cors-unanchored-origin
app.use(cors({ origin: /^https:\/\/app.example\.com$/ }));
// ruleid: cors-unanchored-origin
app.use(cors({ origin: [/^https:\/\/.*example\.com$/, 'https://example.org'] }));

// By an alias, a destructuring, an object made elsewhere, a wrapper.
const share = cors;
// ruleid: cors-unanchored-origin
app.use(share({ origin: /localhost/ }));
// ruleid: cors-unanchored-origin
const settings = { cors: { origin: /^https?:\/\/example\.com/i } };
const { origin } = settings.cors;
app.use(cors({ origin }));
const options = {};
// ruleid: cors-unanchored-origin
options.origin = [/example\.com/];
app.use(cors(options));
function open(from) {
    return cors({ origin: from });
}
// ruleid: cors-unanchored-origin
app.use(open(/^https:\/\/[^/]+example\.com$/));
// ruleid: cors-unanchored-origin
fastify.register(require('@fastify/cors'), { origin: /example\.com$/ });

// ok: cors-unanchored-origin
app.use(cors({ origin: /^https:\/\/app\.example\.com$/ }));
// ok: cors-unanchored-origin
app.use(cors({ origin: /^https:\/\/([a-z0-9-]+\.)?example\.com$/ }));
// ok: cors-unanchored-origin
app.use(cors({ origin: /\.example\.com$/ }));
// ok: cors-unanchored-origin
app.use(cors({ origin: [/^https:\/\/(a|b)\.example\.com(:\d+)?$/, 'https://example.org'] }));
// ok: cors-unanchored-origin
app.use(cors({ origin: /^https?:\/\/(.*\.)?example\.com$/ }));
// ok: cors-unanchored-origin
app.use(cors({ origin: 'https://example.com' }));
// ok: cors-unanchored-origin
fastify.register(require('./other'), { origin: /example\.com/ });
