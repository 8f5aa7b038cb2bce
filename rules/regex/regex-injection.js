const express = require('express');
const _ = require('lodash');
const escape = require('escape-string-regexp');

const app = express();

function search(text) {
    // ruleid: regex-injection
    return new RegExp(text, 'i');
}

app.get('/find', (req, res) => {
    // ruleid: regex-injection
    const found = list.filter((item) => new RegExp(req.query.q).test(item));
    const { word } = req.query;
    // ruleid: regex-injection
    RegExp('^' + word + '$');
    // ruleid: regex-injection
    const re = new RegExp(`\\b${word.toLowerCase()}\\b`);
    search(req.params.word);

    // ok: regex-injection
    new RegExp(_.escapeRegExp(word));
    // ok: regex-injection
    new RegExp(escape(word));
    // ok: regex-injection
    new RegExp('a{' + Number(req.query.n) + '}');
    // ok: regex-injection
    new RegExp('^[a-z]+$').test(word);
    // ok: regex-injection
    list.includes(word);
    // ok: regex-injection
    new RegExp(word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const kind = req.query.kind;
    if (!['a', 'b'].includes(kind)) return res.end();
    // ok: regex-injection
    new RegExp(kind + '.*');
    res.json([found, re.source]);
});
