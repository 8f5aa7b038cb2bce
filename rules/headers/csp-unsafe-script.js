const helmet = require('helmet');
const app = require('express')();

// ruleid: csp-unsafe-script
app.use(helmet({ contentSecurityPolicy: { directives: { scriptSrc: ["'self'", "'unsafe-inline'"] } } }));
// ruleid: csp-unsafe-script
app.use(helmet.contentSecurityPolicy({ directives: { 'script-src': ["'unsafe-eval'"] } }));
app.get('/', (req, res) => {
    // ruleid: csp-unsafe-script
    res.setHeader('Content-Security-Policy', "default-src 'self'; script-src 'self' 'unsafe-inline'");
});
// By an alias, a destructuring, an object made elsewhere, a wrapper.
const protect = helmet;
// ruleid: csp-unsafe-script
const sources = ["'self'", "'unsafe-eval'"];
const { list } = { list: sources };
app.use(protect({ contentSecurityPolicy: { directives: { scriptSrc: list } } }));
function policy(scriptSrc) {
    return helmet.contentSecurityPolicy({ directives: { scriptSrc } });
}
// ruleid: csp-unsafe-script
app.use(policy(["'unsafe-inline'"]));

// ok: csp-unsafe-script
app.use(helmet({ contentSecurityPolicy: { directives: { styleSrc: ["'unsafe-inline'"] } } }));
// ok: csp-unsafe-script
app.use(helmet.contentSecurityPolicy({ directives: { scriptSrc: ["'self'"] } }));
app.get('/a', (req, res) => {
    // ok: csp-unsafe-script
    res.setHeader('Content-Security-Policy', "script-src 'self'; style-src 'unsafe-inline'");
    // ok: csp-unsafe-script
    res.setHeader('Content-Security-Policy', "script-src 'nonce-abc' 'unsafe-inline'");
    // ok: csp-unsafe-script
    res.setHeader('X-Policy', "script-src 'unsafe-inline'");
});
