const express = require('express');
const vm = require('vm');
const { VM } = require('vm2');
const { runInNewContext: sandbox } = require('node:vm');

const app = express();

app.post('/calc', (req, res) => {
    // ruleid: code-injection
    const sum = eval(req.body.expression);
    // ruleid: code-injection
    new Function('x', 'return ' + req.body.expression)(1);
    // ruleid: code-injection
    vm.runInThisContext(`(${req.body.expression})`);
    // ruleid: code-injection
    sandbox(req.body.expression, {});
    // ruleid: code-injection
    new vm.Script(req.body.expression);
    // ruleid: code-injection
    new VM().run(req.body.expression);
    // ruleid: code-injection
    setTimeout('refresh(' + req.query.id + ')', 10);
    // ruleid: code-injection
    const plugin = require('./plugins/' + req.query.plugin);

    // ok: code-injection
    const data = JSON.parse(req.body.expression);
    // ok: code-injection
    setTimeout(() => refresh(req.query.id), 10);
    // ok: code-injection
    setTimeout(refresh, req.query.delay, req.query.id);
    // ok: code-injection
    eval('1 + ' + Number(req.query.n));
    // ok: code-injection
    eval('x = ' + JSON.stringify(req.body));
    // ok: code-injection
    new vm.Script('1 + 1');
    res.json({ sum, data, plugin });
});

function calculate(text) {
    // ruleid: code-injection
    return eval('(' + text + ')');
}

const actions = { add: (a, b) => a + b };
const names = ['small', 'large'];

app.get('/calc', ({ query }, res) => {
    calculate(query.expression);
    // ok: code-injection
    actions[query.action](1, 2);
    const name = query.name;
    if (names.indexOf(name) === -1) return res.sendStatus(404);
    // ok: code-injection
    res.json(require('./plugins/' + name));
    // ok: code-injection
    model.eval(query.expression);
});
