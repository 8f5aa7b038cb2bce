const helmet = require('helmet');
const fastify = require('fastify')();
const app = require('express')();

// ruleid: helmet-switched-off
app.use(helmet({ contentSecurityPolicy: false }));
// ruleid: helmet-switched-off
app.use(helmet({ frameguard: false }));
// ruleid: helmet-switched-off
fastify.register(require('@fastify/helmet'), { contentSecurityPolicy: false });
// By an alias, a destructuring, an object made elsewhere, a wrapper.
const protect = helmet;
// ruleid: helmet-switched-off
const settings = { helmet: { noSniff: false } };
const { helmet: options } = settings;
app.use(protect(options));
const made = {};
// ruleid: helmet-switched-off
made.contentSecurityPolicy = false;
app.use(helmet(made));
function headers(policy) {
    return helmet({ contentSecurityPolicy: policy });
}
// ruleid: helmet-switched-off
app.use(headers(false));

// ok: helmet-switched-off
app.use(helmet());
// ok: helmet-switched-off
app.use(helmet({ crossOriginEmbedderPolicy: false }));
// ok: helmet-switched-off
app.use(helmet({ contentSecurityPolicy: process.env.NODE_ENV === 'production' }));
// ok: helmet-switched-off
app.use(helmet({ contentSecurityPolicy: { directives: { scriptSrc: ["'self'"] } } }));
// ok: helmet-switched-off
app.use(require('./other')({ contentSecurityPolicy: false }));
