const express = require('express');
const app = express();

app.post('/login', (req, res) => {
    // ruleid: login-in-log
    console.log(req.body);
    // ruleid: login-in-log
    console.log('login ' + JSON.stringify(req.body));
    // ok: login-in-log
    console.log('login', req.body.name);
    // ok: login-in-log
    console.log(Object.keys(req.body));
    res.end();
});
app.route('/api/users/register').post(function (request, response) {
    // ruleid: login-in-log
    logger.info('new user', request.body);
    response.end();
});
async function signIn(ctx) {
    // ruleid: login-in-log
    log.debug({ body: ctx.request.body });
}
app.post('/orders', (req, res) => {
    // ok: login-in-log
    console.log(req.body);
    res.end();
});
