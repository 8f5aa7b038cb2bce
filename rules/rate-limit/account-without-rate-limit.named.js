const users = require('./users');
const register = require('./handlers/register');
const { changePassword, wrap } = require('./handlers');
const { requireAuth } = require('./guards');
const { mailLimiter } = require('./limits');

// The app is made elsewhere, and handed over.
module.exports = (app, db) => {
    // ruleid: account-without-rate-limit
    app.post('/members', register);
    // ruleid: account-without-rate-limit
    app.post('/me', wrap(changePassword));
    // ruleid: account-without-rate-limit
    app.put('/me/code', users.verifyCode.bind(users));
    // ruleid: account-without-rate-limit
    app.route('/users').post(async (req, res) => {
        res.json(await createUser(db, req.body));
    });

    // Shows the form.
    // ok: account-without-rate-limit
    app.get('/me', changePassword);
    // Made by somebody who is known.
    // ok: account-without-rate-limit
    app.post('/accounts', requireAuth, users.createAccount);
    // ok: account-without-rate-limit
    app.post('/orders', users.create);
    app.use('/mail', mailLimiter);
    // ok: account-without-rate-limit
    app.post('/mail/code', users.sendCode);
};
