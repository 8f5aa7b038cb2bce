const app = require('express')();
const escape = require('regexp.escape');
const escapeRegexp = require('escape-regexp');
const { escape: other } = require('escape-string-regexp');

app.get('/', (req, res) => {
    const { t } = req.query;
    // ruleid: regex-injection
    'abc'.match(t);
    // ruleid: regex-injection
    'abc'.matchAll(t);
    // ok: regex-injection
    new RegExp(escape(t));
    // ok: regex-injection
    new RegExp(escapeRegexp(t));
    // ok: regex-injection
    new RegExp(other(t));
    // ok: regex-injection
    new RegExp(RegExp.escape(t));
    // ok: regex-injection
    'abc'.includes(t);
    res.end();
});
