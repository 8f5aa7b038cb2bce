const express = require('express');
const session = require('express-session');
const cookieSession = require('cookie-session');
const cookie = require('cookie');
const fastify = require('fastify')();
const app = express();

// ruleid: cookie-without-httponly
app.use(session({ secret: process.env.KEY, cookie: { secure: true, httpOnly: false } }));
// ruleid: cookie-without-httponly
app.use(cookieSession({ keys: [process.env.KEY], httpOnly: false }));
// ruleid: cookie-without-httponly
fastify.register(require('@fastify/session'), { cookie: { httpOnly: false } });

app.get('/a', (req, res) => {
    // ruleid: cookie-without-httponly
    res.cookie('token', req.token, { secure: true });
    // ruleid: cookie-without-httponly
    res.cookie('session_id', req.id);
    // ruleid: cookie-without-httponly
    res.cookie('jwt', req.token, { httpOnly: false });
    // ruleid: cookie-without-httponly
    res.setHeader('Set-Cookie', cookie.serialize('authToken', req.token, { secure: true }));
});

// By an alias, a destructuring, an object made elsewhere, a wrapper.
const keep = session;
// ruleid: cookie-without-httponly
const settings = { cookie: { httpOnly: false, secure: true } };
const { cookie: attributes } = settings;
app.use(keep({ secret: process.env.KEY, cookie: attributes }));
const options = { secure: true };
options.httpOnly = false;
app.get('/b', (req, res) => {
    // ruleid: cookie-without-httponly
    res.cookie('sid', req.id, options);
});
function send(res, name, value) {
    // ruleid: cookie-without-httponly
    res.cookie(name, value, { maxAge: 1000 });
}
app.get('/c', (req, res) => send(res, 'access_token', req.token));

app.get('/d', (req, res) => {
    // ok: cookie-without-httponly
    res.cookie('token', req.token, { httpOnly: true, secure: true, sameSite: 'lax' });
    // Scripts are meant to read these.
    // ok: cookie-without-httponly
    res.cookie('XSRF-TOKEN', req.csrfToken());
    // ok: cookie-without-httponly
    res.cookie('theme', 'dark', { httpOnly: false });
    // Taken back.
    // ok: cookie-without-httponly
    res.cookie('token', '', { maxAge: 0 });
    // ok: cookie-without-httponly
    res.cookie('token', req.token, require('./options'));
    // ok: cookie-without-httponly
    res.cookie('token', req.token, { ...require('./options') });
});
// HttpOnly is on by itself.
// ok: cookie-without-httponly
app.use(session({ secret: process.env.KEY, cookie: { secure: true } }));
// ok: cookie-without-httponly
app.use(cookieSession({ keys: [process.env.KEY] }));
// ok: cookie-without-httponly
module.exports.koa = ctx => ctx.cookies.set('token', ctx.token, { secure: true });

// A switch: everybody knows its value.
app.post('/stay', (req, res) => {
    // ok: cookie-without-httponly
    res.cookie('remember_login', 1, { maxAge: 86400000 });
    // ok: cookie-without-httponly
    res.cookie('loginHintSeen', 'true');
    // ruleid: cookie-without-httponly
    res.cookie('remember_login', req.session.ticket, { maxAge: 86400000 });
});
