const express = require('express');
const bodyParser = require('body-parser');
const app = express();

// ruleid: body-limit-huge
app.use(express.json({ limit: '50mb' }));
// ruleid: body-limit-huge
app.use(bodyParser.urlencoded({ extended: false, limit: 100 * 1024 * 1024 }));
// ruleid: body-limit-huge
app.use(bodyParser.json({ limit: Infinity }));
// ruleid: body-limit-huge
const fastify = require('fastify')({ bodyLimit: 200 * 1024 * 1024 });

// By an alias, a destructuring, an object made elsewhere, a wrapper.
const { json } = express;
// ruleid: body-limit-huge
const settings = { body: { limit: '1gb' } };
const { body } = settings;
app.use(json(body));
const options = {};
// ruleid: body-limit-huge
options.limit = '500MB';
app.use(express.raw(options));
function parser(limit) {
    return express.json({ limit });
}
// ruleid: body-limit-huge
app.use(parser('64mb'));

// ok: body-limit-huge
app.use(express.json({ limit: '1mb' }));
// ok: body-limit-huge
app.use(express.json({ limit: '500kb' }));
// ok: body-limit-huge
app.use(express.json());
// ok: body-limit-huge
app.use(express.json({ limit: process.env.LIMIT }));
// ok: body-limit-huge
app.use(bodyParser.json({ limit: 10 * 1024 * 1024 }));
// ok: body-limit-huge
fastify.register(require('./other'), { limit: '50mb' });
