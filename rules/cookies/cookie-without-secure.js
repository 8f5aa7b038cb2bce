const express = require('express');
const session = require('express-session');
const cookieSession = require('cookie-session');
const fastify = require('fastify')();
const app = express();

// ruleid: cookie-without-secure
app.use(session({ secret: process.env.KEY, cookie: { secure: false } }));
// ruleid: cookie-without-secure
app.use(session({ secret: process.env.KEY, resave: false }));
// ruleid: cookie-without-secure
app.use(cookieSession({ keys: [process.env.KEY], secure: false }));
// ruleid: cookie-without-secure
fastify.register(require('@fastify/session'), { cookie: { secure: false } });
app.get('/a', (req, res) => {
    // ruleid: cookie-without-secure
    res.cookie('token', req.token, { httpOnly: true, secure: false });
});

// By an alias, a destructuring, an object made elsewhere, a wrapper.
const keep = session;
// ruleid: cookie-without-secure
const settings = { cookie: { secure: false } };
const { cookie } = settings;
app.use(keep({ secret: process.env.KEY, cookie }));
const options = { secret: process.env.KEY };
options.cookie = { maxAge: 1000 };
// ruleid: cookie-without-secure
app.use(session(options));
function start(more) {
    return session({ secret: process.env.KEY, cookie: more });
}
// ruleid: cookie-without-secure
app.use(start({ secure: false }));

// ok: cookie-without-secure
app.use(session({ secret: process.env.KEY, cookie: { secure: true } }));
// ok: cookie-without-secure
app.use(session({ secret: process.env.KEY, cookie: { secure: 'auto' } }));
// ok: cookie-without-secure
app.use(session({ secret: process.env.KEY, cookie: { secure: process.env.NODE_ENV === 'production' } }));
const late = { secret: process.env.KEY, cookie: {} };
if (app.get('env') === 'production') late.cookie.secure = true;
// ok: cookie-without-secure
app.use(session(late));
// ok: cookie-without-secure
app.use(session(require('./session')));
// By itself on over https.
// ok: cookie-without-secure
app.use(cookieSession({ keys: [process.env.KEY] }));
app.get('/b', (req, res) => {
    // ok: cookie-without-secure
    res.cookie('token', req.token, { httpOnly: true, secure: true });
    // ok: cookie-without-secure
    res.cookie('theme', 'dark', { secure: false });
    // ok: cookie-without-secure
    res.cookie('token', req.token, { httpOnly: true, secure: req.secure });
});
