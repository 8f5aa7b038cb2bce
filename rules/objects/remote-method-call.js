const express = require('express');
const _ = require('lodash');

const app = express();
const actions = { add: (a, b) => a + b, sub: (a, b) => a - b };
const allowed = ['add', 'sub'];
const table = new Map([['add', actions.add]]);

function call(name, a) {
    // ruleid: remote-method-call
    return actions[name](a, 1);
}

app.post('/do', (req, res) => {
    // ruleid: remote-method-call
    actions[req.body.action](1, 2);
    const { action } = req.query;
    // ruleid: remote-method-call
    const run = actions[action];
    run(1, 2);
    // ruleid: remote-method-call
    new shapes[req.params.shape]();
    call(req.body.action, 1);
    // ruleid: remote-method-call
    _.invoke(actions, action, 1);

    // ok: remote-method-call
    actions.add(req.body.a, req.body.b);
    // ok: remote-method-call
    table.get(action)(1, 2);
    // ok: remote-method-call
    list[Number(req.body.n)](1);
    // ok: remote-method-call
    handlers['on' + action](1);
    // ok: remote-method-call
    const value = actions[action];
    if (allowed.includes(action)) {
        // ok: remote-method-call
        actions[action](1, 2);
    }
    if (Object.hasOwn(actions, action)) {
        // ok: remote-method-call
        actions[action](1, 2);
    }
    res.json(value);
});
