const express = require('express');
const serialize = require('node-serialize');
const { unserialize } = require('node-serialize');
const funcster = require('funcster');
const yaml = require('js-yaml');

const app = express();

function restore(text) {
    // ruleid: unsafe-deserialization
    return serialize.unserialize(text);
}

app.get('/profile', (req, res) => {
    // ruleid: unsafe-deserialization
    const profile = serialize.unserialize(req.cookies.profile);
    const text = Buffer.from(req.cookies.profile, 'base64').toString();
    // ruleid: unsafe-deserialization
    unserialize(text);
    // ruleid: unsafe-deserialization
    funcster.deepDeserialize(req.body);
    restore(req.body.state);
    // ruleid: unsafe-deserialization
    yaml.load(req.body.text, { schema: yaml.DEFAULT_FULL_SCHEMA });
    // ruleid: yaml-load-of-request
    yaml.load(req.body.text);

    // ok: unsafe-deserialization
    JSON.parse(req.cookies.profile);
    // ok: unsafe-deserialization, yaml-load-of-request
    yaml.load(req.body.text, { schema: yaml.JSON_SCHEMA });
    // ok: unsafe-deserialization, yaml-load-of-request
    yaml.safeLoad(req.body.text);
    // ok: unsafe-deserialization
    serialize.unserialize(cache);
    // ok: unsafe-deserialization
    session.unserialize(req.body.text);
    res.json(profile);
});
