const app = require('express')();

app.get('/a', (req, res) => {
    // ruleid: cookie-secure-missing
    res.cookie('token', req.token, { httpOnly: true });
    // ruleid: cookie-secure-missing
    res.cookie('user', req.name, { httpOnly: true, sameSite: 'lax' });
});

// By an alias, a destructuring, an object made elsewhere, a wrapper.
const settings = { cookie: { httpOnly: true } };
const { cookie: options } = settings;
app.get('/b', (req, res) => {
    const answer = res;
    // ruleid: cookie-secure-missing
    answer.cookie('sid', req.id, options);
});
const made = {};
made.httpOnly = true;
app.get('/c', (req, res) => {
    // ruleid: cookie-secure-missing
    res.cookie('sid', req.id, made);
});
function send(res, name, value) {
    // ruleid: cookie-secure-missing
    res.cookie(name, value, { httpOnly: true });
}
app.get('/d', (req, res) => send(res, 'jwt', req.token));

app.get('/e', (req, res) => {
    // ok: cookie-secure-missing
    res.cookie('token', req.token, { httpOnly: true, secure: true });
    // ok: cookie-secure-missing
    res.cookie('theme', 'dark', { httpOnly: true });
    // ok: cookie-secure-missing
    res.cookie('token', '', { httpOnly: true });
    // ok: cookie-secure-missing
    res.cookie('token', req.token, require('./options'));
});
