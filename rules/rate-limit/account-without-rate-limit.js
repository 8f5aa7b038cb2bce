const express = require('express');
const { rateLimit } = require('express-rate-limit');
const accounts = require('./accounts');
const { resetLimiter } = require('./limits');

const app = express();
app.use(express.json());

// ruleid: account-without-rate-limit
app.post('/register', accounts.register);

const reset = accounts.reset;
// ruleid: account-without-rate-limit
app.post('/account/forgot-password', reset);

function post(path, handler) {
    // ruleid: account-without-rate-limit
    app.route('/otp').post(handler);
}
post('/otp', accounts.otp);

const api = express.Router();
// ruleid: account-without-rate-limit
api.post('/signup', (req, res) => res.status(201).end());
app.use('/api', api);

const { post: add } = accounts;
// ruleid: account-without-rate-limit
app.post('/oauth/token', express.urlencoded({ extended: false }), add);

// Shows a form, changes nothing.
// ok: account-without-rate-limit
app.get('/register', (req, res) => res.render('register'));

// Not about accounts.
// ok: account-without-rate-limit
app.post('/register-of-ships', accounts.ships);

// The limiter is made in another file; its name tells.
// ok: account-without-rate-limit
app.post('/reset', resetLimiter, reset);

const strict = rateLimit({ windowMs: 60 * 60 * 1000, limit: 5 });
// ok: account-without-rate-limit
app.post('/resend-code', strict, accounts.resend);

function perHour(req, res, next) {
    if (accounts.seen(req.ip) > 5) {
        return res.sendStatus(429);
    }
    next();
}
// ok: account-without-rate-limit
app.post('/verify-otp', [perHour], accounts.verify);

app.use('/v2', strict);
const v2 = express.Router();
// ok: account-without-rate-limit
v2.post('/signup', accounts.register);
app.use('/v2', v2);

// ok: account-without-rate-limit
app.post('/v2/forgot', accounts.forgot);
