const express = require('express');
const session = require('express-session');
const cookieSession = require('cookie-session');
const app = express();

// ruleid: session-without-csrf-token
app.use(session({ secret: process.env.KEY, cookie: { secure: true } }));
// ruleid: session-without-csrf-token
app.use(cookieSession({ keys: [process.env.KEY] }));
// By an alias, a destructuring, an object made elsewhere, a wrapper.
const keep = session;
const settings = { session: { secret: process.env.KEY } };
const { session: options } = settings;
// ruleid: session-without-csrf-token
app.use(keep(options));
const made = { secret: process.env.KEY };
made.resave = false;
// ruleid: session-without-csrf-token
app.use(session(made));
function start(more) {
    // ruleid: session-without-csrf-token
    return session(more);
}
app.use(start({ secret: process.env.KEY }));
app.post('/password', (req, res) => res.end());

// ok: session-without-csrf-token
app.use(session({ secret: process.env.KEY, cookie: { sameSite: 'lax' } }));
// ok: session-without-csrf-token
app.use(cookieSession({ keys: [process.env.KEY], sameSite: 'strict' }));
// ok: session-without-csrf-token
app.use(session(require('./session')));
