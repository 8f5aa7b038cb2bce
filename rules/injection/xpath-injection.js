const express = require('express');
const xpath = require('xpath');
const { select: choose } = require('xpath');
const libxml = require('libxmljs');

const app = express();
const book = libxml.parseXml('<users/>');

function nodes(expression, document) {
    // ruleid: xpath-injection
    return xpath.select(expression, document);
}

app.get('/users', (req, res) => {
    // ruleid: xpath-injection
    xpath.select("//user[name='" + req.query.name + "']", document);
    // ruleid: xpath-injection
    choose(`//user[@id=${req.query.id}]`, document);
    // ruleid: xpath-injection
    book.find(`//user[name='${req.query.name}']`);
    nodes('//user[' + req.query.filter + ']', document);

    // ok: xpath-injection
    xpath.parse('//user[name=$name]').select({ node: document, variables: { name: req.query.name } });
    // ok: xpath-injection
    xpath.select('//user[@id=' + Number(req.query.id) + ']', document);
    // ok: xpath-injection
    xpath.select('//user', document);
    // ok: xpath-injection
    list.select("//user[name='" + req.query.name + "']", document);
    const name = req.query.name;
    if (!['ann', 'bob'].includes(name)) return res.status(400).end();
    // ok: xpath-injection
    xpath.select(`//user[name='${name}']`, document);
});
