const csrf = require('csurf');
const app = require('express')();

// ruleid: csrf-check-skipped
app.use(csrf({ ignoreMethods: ['GET', 'HEAD', 'OPTIONS', 'POST'] }));
// By an alias, a destructuring, an object made elsewhere, a wrapper.
const check = csrf;
// ruleid: csrf-check-skipped
const settings = { csrf: { cookie: true, ignoreMethods: ['PUT'] } };
const { csrf: options } = settings;
app.use(check(options));
const made = {};
// ruleid: csrf-check-skipped
made.ignoreMethods = ['DELETE'];
app.use(csrf(made));
function token(methods) {
    return csrf({ ignoreMethods: methods });
}
// ruleid: csrf-check-skipped
app.use(token(['GET', 'PATCH']));

// ok: csrf-check-skipped
app.use(csrf({ ignoreMethods: ['GET', 'HEAD', 'OPTIONS'] }));
// ok: csrf-check-skipped
app.use(csrf({ cookie: true }));
// ok: csrf-check-skipped
app.use(csrf(require('./csrf')));
