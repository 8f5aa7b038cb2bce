const app = require('express')();
const helmet = require('merlon-guard/helmet');
// ruleid: helmet-switched-off
app.use('/open', helmet({ contentSecurityPolicy: false }));
// ok: helmet-switched-off
app.use(helmet({ contentSecurityPolicy: { directives: { scriptSrc: ["'self'"] } } }));
