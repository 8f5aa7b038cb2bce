const express = require('express');
const validator = require('validator');

const app = express();
const MAIL = /^([a-zA-Z0-9]+\.?)+@example$/;
const NAME = /^[a-z]+$/;

function check(text) {
    // ruleid: redos-on-request
    return MAIL.test(text);
}

app.post('/mail', (req, res) => {
    // ruleid: redos-on-request
    /^(a+)+$/.test(req.body.text);
    const { text } = req.body;
    // ruleid: redos-on-request
    text.match(/^(\w+\s?)*$/);
    // ruleid: redos-on-request
    text.replace(/(x+)+y/g, '');
    // ruleid: redos-on-request
    new RegExp('^(a+)+$').test(text);
    check(req.query.mail);
    // ruleid: slow-regex-on-request
    text.replace(/\s+$/, '');
    // ruleid: slow-regex-on-request
    text.replace(/\/+$/, '');

    // ok: redos-on-request
    NAME.test(text);
    // ok: redos-on-request
    /^[\w\s]*$/.test(text);
    // ok: redos-on-request
    /^(a+)+$/.test('aaaa');
    // ok: redos-on-request
    /^(a+)+$/.test(text.slice(0, 20));
    // ok: redos-on-request, slow-regex-on-request
    text.trim();
    // ok: slow-regex-on-request
    text.replace(/^\s+/, '');
    // ok: slow-regex-on-request
    title.replace(/\s+$/, '');
    if (text.length > 40) return res.sendStatus(400);
    // ok: redos-on-request
    /^(a+)+$/.test(text);
    // ok: slow-regex-on-request
    text.replace(/\s+$/, '');
    res.end();
});
