const express = require('express');
const bcrypt = require('bcrypt');
const passport = require('passport');
const loginLimiter = require('./login-limiter');

const app = express();
const router = express.Router();

// ruleid: login-without-rate-limit
app.post('/session', async (req, res) => {
    const user = await users.find(req.body.name);
    if (user && (await bcrypt.compare(req.body.password, user.hash))) {
        res.json({ ok: true });
    } else {
        res.status(401).end();
    }
});

// ruleid: login-without-rate-limit
router.post('/enter', express.json(), function (req, res) {
    bcrypt.compare(req.body.password, stored, (err, same) => res.json({ same }));
});

async function signIn(req, res) {
    if (!(await bcrypt.compare(req.body.password, stored))) {
        return res.status(401).end();
    }
    res.end();
}

// ruleid: login-without-rate-limit
app.post('/sign-in', signIn);

// ruleid: login-without-rate-limit
app.post('/a', passport.authenticate('local'), (req, res) => res.end());

// ruleid: login-without-rate-limit
app.post('/b', passport.authenticate('members', { failureRedirect: '/b', successRedirect: '/' }));

// What stands between is in another file, and may well be the limiter.
// ok: login-without-rate-limit
app.post('/limited', loginLimiter, async (req, res) => {
    res.json({ same: await bcrypt.compare(req.body.password, stored) });
});

// Nobody logs in here, whatever the path says.
// ok: login-without-rate-limit
app.post('/login/hint', (req, res) => res.json({ hint: 'it is on the yellow note' }));

// Makes a hash and checks none.
// ok: login-without-rate-limit
app.post('/users', async (req, res) => {
    await users.add(req.body.name, await bcrypt.hash(req.body.password, 12));
    res.status(201).end();
});

// A token stands before each of these routes; it is no password.
// ok: login-without-rate-limit
app.post('/orders', passport.authenticate('jwt', { session: false }), (req, res) => res.end());

// ok: login-without-rate-limit
app.post('/saml', passport.authenticate('saml', { failureRedirect: '/' }), (req, res) => res.end());

function limited(server) {
    const { rateLimit } = require('express-rate-limit');
    server.use('/enter', rateLimit({ limit: 5 }));
    // ok: login-without-rate-limit
    server.post('/enter', signIn);
}

function limitedByStore(server) {
    const flexible = require('rate-limiter-flexible');
    const perClient = new flexible.RateLimiterMemory({ points: 5, duration: 60 });
    // ok: login-without-rate-limit
    server.post('/enter', async (req, res) => {
        await perClient.consume(req.ip);
        res.json({ same: await bcrypt.compare(req.body.password, stored) });
    });
}
