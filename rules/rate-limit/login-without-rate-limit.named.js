const express = require('express');
const sessions = require('./sessions');
const { login } = require('./handlers');
const router = express.Router();

// ruleid: login-without-rate-limit
router.post('/', sessions.authenticate);
// ruleid: login-without-rate-limit
router.post('/in', login());
// The page with the form.
// ok: login-without-rate-limit
router.get('/', sessions.login);
// ok: login-without-rate-limit
router.post('/out', sessions.logout);
// Other parties' logins are checked there.
// ok: login-without-rate-limit
router.post('/by/mail', sessions.strategies.authenticate('magic-link'), sessions.show);
module.exports = router;

module.exports.more = function (app) {
    // ruleid: login-without-rate-limit
    app.post('/login', sessions.handleLogin);
};

const server = require('fastify')();
// ruleid: login-without-rate-limit
server.route({
    method: 'POST',
    path: '/login',
    handler: sessions.make,
});

// What looks at every request is no login.
const guarded = express.Router();
// ok: login-without-rate-limit
guarded.all('*', sessions.authenticate);
module.exports.guarded = guarded;
