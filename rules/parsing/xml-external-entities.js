const express = require('express');
const libxml = require('libxmljs');
const { parseXml } = require('libxmljs2');

const app = express();

function read(text) {
    // ruleid: xml-external-entities
    return libxml.parseXmlString(text, { noent: true, noblanks: true });
}

app.post('/import', (req, res) => {
    // ruleid: xml-external-entities
    const doc = libxml.parseXml(req.body, { noent: true });
    // ruleid: xml-external-entities
    libxml.parseXml(req.files.products.data.toString('utf8'), { noent: true });
    const { xml } = req.body;
    // ruleid: xml-external-entities
    parseXml(xml, { dtdload: true });
    const options = { noent: true };
    // ruleid: xml-external-entities
    libxml.parseXml(xml, options);
    read(xml);

    // ok: xml-external-entities
    libxml.parseXml(xml);
    // ok: xml-external-entities
    libxml.parseXml(xml, { noent: false });
    // ok: xml-external-entities
    libxml.parseXml(xml, { noblanks: true });
    // ok: xml-external-entities
    libxml.parseXml('<shop/>', { noent: true });
    res.json(doc.root().name());
});
