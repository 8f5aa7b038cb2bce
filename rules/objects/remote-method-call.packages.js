const app = require('express')();
const _ = require('lodash');

app.post('/', (req, res) => {
    // ruleid: remote-method-call
    _.result(actions, req.body.k);
    // ok: remote-method-call
    _.result(actions, 'a', req.body.k);
    res.end();
});
