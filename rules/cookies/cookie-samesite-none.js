const session = require('express-session');
const cookieSession = require('cookie-session');
const app = require('express')();

// ruleid: cookie-samesite-none
app.use(session({ secret: process.env.KEY, cookie: { secure: true, sameSite: 'none' } }));
// ruleid: cookie-samesite-none
app.use(cookieSession({ keys: [process.env.KEY], sameSite: 'none' }));

// By an alias, a destructuring, an object made elsewhere, a wrapper.
const keep = session;
// ruleid: cookie-samesite-none
const settings = { cookie: { sameSite: 'none' } };
const { cookie } = settings;
app.use(keep({ secret: process.env.KEY, cookie }));
const options = {};
// ruleid: cookie-samesite-none
options.sameSite = 'none';
app.get('/a', (req, res) => res.cookie('token', req.token, options));
function start(how) {
    return session({ secret: process.env.KEY, cookie: { sameSite: how } });
}
// ruleid: cookie-samesite-none
app.use(start('none'));
app.get('/b', (req, res) => {
    // ruleid: cookie-samesite-none
    res.setHeader('Set-Cookie', 'token=1; Secure; SameSite=None');
});

// ok: cookie-samesite-none
app.use(session({ secret: process.env.KEY, cookie: { sameSite: 'lax' } }));
// ok: cookie-samesite-none
app.use(cookieSession({ keys: [process.env.KEY], sameSite: 'strict' }));
app.get('/c', (req, res) => {
    // ok: cookie-samesite-none
    res.setHeader('Set-Cookie', 'token=1; Secure; SameSite=Lax');
    // ok: cookie-samesite-none
    res.cookie('token', req.token, { sameSite: process.env.SAME_SITE });
});
