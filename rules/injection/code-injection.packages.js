// Packages that run a text.
const app = require('express')();
const vm = require('vm');
const vm2 = require('vm2');
const safeEval = require('safe-eval');
const jsonpath = require('jsonpath');
const { JSONPath } = require('jsonpath-plus');
const math = require('mathjs');

app.get('/', (req, res) => {
    const { t } = req.query;
    // ruleid: code-injection
    vm.compileFunction(t);
    // ruleid: code-injection
    new vm.SourceTextModule(t);
    // ruleid: code-injection
    new vm2.NodeVM().run(t);
    // ruleid: code-injection
    new vm2.VMScript(t);
    // ruleid: code-injection
    safeEval(t);
    // ruleid: code-injection
    jsonpath.query({}, t);
    // ruleid: code-injection
    JSONPath({ path: t, json: {} });
    // ruleid: code-injection
    Function('a', t);
    // ruleid: code-injection
    math.eval(t);
    // ok: code-injection
    math.eval('a + 1', { a: t });
    // ok: code-injection
    jsonpath.query(t, '$.a');
    // ok: code-injection
    JSONPath({ path: '$.a', json: t });
    res.end();
});
