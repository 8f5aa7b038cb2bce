const app = require('express')();
const helmet = require('merlon-guard/helmet');
// ruleid: csp-unsafe-script
app.use('/old', helmet.contentSecurityPolicy({ directives: { scriptSrc: ["'self'", "'unsafe-inline'"] } }));
// ok: csp-unsafe-script
app.use(helmet.contentSecurityPolicy({ directives: { scriptSrc: ["'self'"] } }));
