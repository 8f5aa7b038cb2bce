const app = require('express')();
const toJs = require('serialize-to-js');
const cryo = require('cryo');
const yaml = require('js-yaml');

app.post('/', (req, res) => {
    // ruleid: unsafe-deserialization
    toJs.deserialize(req.body.q);
    // ruleid: unsafe-deserialization
    cryo.parse(req.body.q);
    // ruleid: unsafe-deserialization
    cryo.parse(req.files.a.data);
    // ruleid: yaml-load-of-request
    yaml.loadAll(req.body.q);
    // ok: unsafe-deserialization, yaml-load-of-request
    cryo.stringify(req.body.q);
    res.end();
});
