const express = require('express');
const app = express();

app.get('/login', (req, res) => {
    // ruleid: password-in-query-string
    const password = req.query.password;
    const { query } = req;
    // ruleid: password-in-query-string
    check(req.query.user, req.query['passwd']);
    // ruleid: password-in-query-string
    check(req.param('user'), req.param('password'));
    // ok: password-in-query-string
    res.send(search(req.query.text));
});
app.get('/change', ({ query }, res) => {
    // ruleid: password-in-query-string
    const newPassword = query.word;
    // ok: password-in-query-string
    const name = query.name;
    res.send(change(name, newPassword));
});
app.post('/login', (req, res) => {
    // ok: password-in-query-string
    const password = req.body.password;
    // ok: password-in-query-string
    check(req.param('user'), req.param('password'));
    // ok: password-in-query-string
    res.send(options.query.password);
});
