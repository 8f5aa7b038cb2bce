const app = require('express')();
const select = require('xpath.js');
const xpath = require('xpath');
const libxml = require('libxmljs2');

app.get('/', (req, res) => {
    const { q } = req.query;
    // ruleid: xpath-injection
    select(document, q);
    // ruleid: xpath-injection
    xpath.useNamespaces({})(q, document);
    // ruleid: xpath-injection
    libxml.parseXml('<a/>').root().find(q);
    libxml.parseXml('<a/>').find('//a').forEach((node) => {
        // ruleid: xpath-injection
        node.get(q);
    });
    // ok: xpath-injection
    select(document, '//a');
    // ok: xpath-injection
    libxml.parseXml(q).find('//a');
    res.end();
});
