const express = require('express');
const _ = require('lodash');
const { set: assign } = require('lodash');
const objectPath = require('object-path');
const extend = require('extend');

const app = express();
const settings = {};
const FIELDS = ['theme', 'lang'];

app.post('/settings', (req, res) => {
    // ruleid: prototype-pollution
    settings[req.body.user][req.body.key] = req.body.value;
    const { user, key, value } = req.body;
    // ruleid: prototype-pollution
    settings[user].theme = value;
    // ruleid: prototype-pollution
    const own = settings[user];
    own[key] = value;
    // ruleid: prototype-pollution
    _.set(settings, req.body.path, value);
    // ruleid: prototype-pollution
    assign(settings, `${user}.${key}`, value);
    // ruleid: prototype-pollution
    objectPath.set(settings, req.query.path, value);
    // ruleid: deep-merge-of-request
    _.merge(settings, req.body);
    // ruleid: deep-merge-of-request
    extend(true, settings, req.body);

    // ok: prototype-pollution
    settings[key] = value;
    // ok: prototype-pollution
    settings.theme[key] = value;
    // ok: prototype-pollution
    settings['user-' + user].theme = value;
    // ok: prototype-pollution
    settings[Number(user)][key] = value;
    // ok: prototype-pollution
    _.set(settings, 'theme', value);
    // ok: prototype-pollution
    cache.set(settings, req.body.path, value);
    // ok: deep-merge-of-request
    _.merge(settings, { theme: String(req.body.theme) });
    // ok: deep-merge-of-request
    _.merge(settings, defaults);
    // ok: deep-merge-of-request
    _.assign(settings, { theme: req.body.theme });
    res.end();
});

function store(user, key, value) {
    // ruleid: prototype-pollution
    settings[user][key] = value;
}

app.post('/checked', (req, res) => {
    store(req.body.user, 'theme', 1);
    const { user, field } = req.body;
    if (user === '__proto__' || user === 'constructor') return res.sendStatus(400);
    // ok: prototype-pollution
    settings[user].theme = 1;
    if (!FIELDS.includes(field)) return res.sendStatus(400);
    // ok: prototype-pollution
    settings[field].value = 1;
    const name = req.body.name;
    if (!settings.hasOwnProperty(name)) return res.sendStatus(404);
    // ok: prototype-pollution
    settings[name].seen = true;
    const bare = Object.create(null);
    // ok: prototype-pollution
    bare[req.body.group].seen = true;
    res.end();
});

app.post('/inner', (req, res) => {
    // ruleid: prototype-pollution
    const inner = settings[req.body.name];
    inner.seen = true;
    res.end();
});
