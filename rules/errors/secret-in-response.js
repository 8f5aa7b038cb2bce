const express = require('express');

const app = express();

app.get('/debug', (req, res) => {
    // ruleid: secret-in-response
    res.json({ version: process.version, environment: process.env });
});
app.get('/info', (req, res) => {
    const info = {
        node: process.version,
        // ruleid: secret-in-response
        database: { url: process.env.DATABASE_URL },
        // ok: secret-in-response
        stage: process.env.NODE_ENV,
        // ok: secret-in-response
        maps: process.env.MAPS_API_KEY,
        // ok: secret-in-response
        stripe: process.env.STRIPE_PUBLISHABLE_KEY,
    };
    res.send(info);
});

const { env } = process;
app.get('/key', (req, res) => {
    // ruleid: secret-in-response
    res.json({ key: process.env['JWT_SECRET'] });
});
function settings() {
    // ruleid: secret-in-response
    return { secret: process.env.SESSION_SECRET };
}
app.get('/settings', (req, res) => res.json(settings()));


// An alias, and a wrapper.
const { DB_PASSWORD: password } = process.env;
// ruleid: secret-in-response
const secret = process.env.COOKIE_SECRET;
const shown = secret;
function answer(res, value) {
    res.status(200).json({ value });
}
app.get('/cookie', (req, res) => answer(res, shown));
app.get('/used', (req, res) => {
    // ok: secret-in-response
    res.json({ ok: compare(req.query.code, process.env.CODE_SECRET) });
});
