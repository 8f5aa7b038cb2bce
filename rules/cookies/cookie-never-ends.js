const session = require('express-session');
const cookieSession = require('cookie-session');
const app = require('express')();
const YEAR = 365 * 24 * 60 * 60 * 1000;

// ruleid: cookie-never-ends
app.use(session({ secret: process.env.KEY, cookie: { secure: true, maxAge: 99999999999 } }));
// ruleid: cookie-never-ends
app.use(cookieSession({ keys: [process.env.KEY], maxAge: 10 * YEAR }));

// By an alias, a destructuring, an object made elsewhere, a wrapper.
const keep = session;
// ruleid: cookie-never-ends
const settings = { cookie: { maxAge: 5 * YEAR } };
const { cookie } = settings;
app.use(keep({ secret: process.env.KEY, cookie }));
function start(ms) {
    return session({ secret: process.env.KEY, cookie: { maxAge: ms } });
}
// ruleid: cookie-never-ends
app.use(start(2 * YEAR));

// ok: cookie-never-ends
app.use(session({ secret: process.env.KEY, cookie: { maxAge: 8 * 60 * 60 * 1000 } }));
// ok: cookie-never-ends
app.use(session({ secret: process.env.KEY, cookie: { maxAge: YEAR } }));
// ok: cookie-never-ends
app.use(session({ secret: process.env.KEY, cookie: { maxAge: process.env.AGE } }));
app.get('/a', (req, res) => {
    // ok: cookie-never-ends
    res.cookie('theme', 'dark', { maxAge: 10 * YEAR });
});
