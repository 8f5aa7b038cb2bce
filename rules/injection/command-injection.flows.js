// What keeps a text a text on its way.
const { exec } = require('child_process');
const app = require('express')();
const util = require('util');
const path = require('path');
const url = require('url');
const qs = require('qs');
const _ = require('lodash');
const yaml = require('js-yaml');
const validator = require('validator');
const he = require('he');
const format = require('printf');
const sprintf = require('sprintf-js');
const { z } = require('zod');
const Joi = require('joi');
const uuid = require('uuid');
const net = require('net');
const mongoose = require('mongoose');
const marked = require('marked');
const markdownIt = require('markdown-it')();
const { Converter } = require('showdown');
const get = require('lodash.get');
const Promise2 = require('bluebird');
const v8 = require('v8');

app.get('/texts', (req, res) => {
    const { t } = req.query;
    // ruleid: command-injection
    exec(t.toUpperCase());
    // ruleid: command-injection
    exec(t.trimEnd());
    // ruleid: command-injection
    exec(t.toString());
    // ruleid: command-injection
    exec(t.slice(1).substring(1).padEnd(3));
    // ruleid: command-injection
    exec('x'.padStart(9, t));
    // ruleid: command-injection
    exec(t.replace('a', 'b'));
    // ruleid: command-injection
    exec('x'.replace('x', t));
    // ruleid: command-injection
    exec('x'.replace(/x/, () => t));
    t.replace(/x/, (whole, part) => {
        // ruleid: command-injection
        exec(whole);
        // ruleid: command-injection
        exec(part);
    });
    // ruleid: command-injection
    exec(t.split(',')[0]);
    // ruleid: command-injection
    exec(t.match(/x(.*)/)[1]);
    // ruleid: command-injection
    exec(/x(.*)/.exec(t)[1]);
    // ruleid: command-injection
    exec(t.concat('x'));
    // ruleid: command-injection
    exec('x'.concat(t));
    // ruleid: command-injection
    exec(t.toWellFormed());
    // ruleid: command-injection
    exec(String(t));
    // ruleid: command-injection
    exec(String.raw`a ${t} ${1}`);
    // ruleid: command-injection
    exec(String.raw`a ${1} ${t}`);
    // ruleid: command-injection
    exec(String.raw`a ${1} ${2} ${t}`);
    // ruleid: command-injection
    exec(unescape(t));
    // ruleid: command-injection
    exec(encodeURIComponent(t));
    // ruleid: command-injection
    exec(atob(t));
    // ruleid: command-injection
    exec(Buffer.from(t, 'base64').toString());
    // ruleid: command-injection
    exec(Buffer.concat([Buffer.from(t)]).toString());
    // ruleid: command-injection
    exec(new Buffer(t).toString());
    // ruleid: command-injection
    exec(new TextDecoder().decode(t));
    // ruleid: command-injection
    exec(new TextEncoder().encode(t));
    // ruleid: command-injection
    exec(new URL(t).host);
    // ruleid: command-injection
    exec(new URL('/x', t).host);
    // ruleid: command-injection
    exec(URL.parse(t).host);
    // ruleid: command-injection
    exec(new URLSearchParams(t).get('x'));
    // ruleid: command-injection
    exec(new URLSearchParams({ a: t }).toString());
    // ruleid: command-injection
    exec(new URLSearchParams(t).getAll('x')[0]);
    // ruleid: command-injection
    exec(JSON.parse(t).x);
    // ruleid: command-injection
    exec(JSON.stringify(t));
    // ruleid: command-injection
    exec(JSON.stringify({ a: t }));
    // ruleid: command-injection
    exec(JSON.stringify({ a: { b: t } }));
    // ruleid: command-injection
    exec(new Error(t).message);
    // ok: command-injection
    exec('x' + t.length);
    // ok: command-injection
    exec('x' + t.indexOf('x'));
    // ok: command-injection
    exec('x' + Math.max(t, 1));
    // ok: command-injection
    exec('x' + parseFloat(t));
});

app.get('/lists', (req, res) => {
    const { t } = req.query;
    const list = [];
    list.push(t);
    // ruleid: command-injection
    exec(list[0]);
    const spliced = [];
    spliced.splice(0, 0, t);
    // ruleid: command-injection
    exec(spliced[0]);
    const spliced2 = [];
    spliced2.splice(0, 0, 'a', t);
    // ruleid: command-injection
    exec(spliced2[1]);
    // ruleid: command-injection
    exec([t].join(' '));
    // ruleid: command-injection
    exec(['a', 'b'].join(t));
    // ruleid: command-injection
    exec([t].pop());
    // ruleid: command-injection
    exec([t].splice(0, 1)[0]);
    // ruleid: command-injection
    exec([t].reverse()[0]);
    // ruleid: command-injection
    exec([t].find((x) => x));
    [t].forEach((x) => {
        // ruleid: command-injection
        exec(x);
    });
    // ruleid: command-injection
    exec(['a'].map(() => t)[0]);
    // ruleid: command-injection
    exec(['a'].concat([t]).join(' '));
    [t].reduce((all, x) => {
        // ruleid: command-injection
        exec(x);
        return all;
    }, '');
    ['a'].reduce((all, x) => {
        // ruleid: command-injection
        exec(all);
        return all;
    }, t);
    // ruleid: command-injection
    exec(['a'].reduce((all, x) => all + t, ''));
    for (const [i, x] of [t].entries()) {
        // ruleid: command-injection
        exec(x);
    }
    // ruleid: command-injection
    exec(Array.from([t])[0]);
    // ruleid: command-injection
    exec(Array.from([t], (x) => x)[0]);
    Array.from([t], (x) => {
        // ruleid: command-injection
        exec(x);
    });
    // ruleid: command-injection
    exec(Array.of(t)[0]);
    // ruleid: command-injection
    exec(Array(t, 'a')[0]);
    const map = new Map();
    map.set('a', t);
    // ruleid: command-injection
    exec(map.get('a'));
    const set = new Set();
    set.add(t);
    for (const x of set) {
        // ruleid: command-injection
        exec(x);
    }
    for (const x of new Set([t])) {
        // ruleid: command-injection
        exec(x);
    }
    // ok: command-injection
    exec('x' + [t].length);
    // ok: command-injection
    exec(['a', 'b'].map((x) => x + 1).join(' '));
});

app.get('/objects', async (req, res) => {
    const { t } = req.query;
    const copy = {};
    Object.assign(copy, { t });
    // ruleid: command-injection
    exec(copy.t);
    const copy2 = {};
    Object.assign(copy2, {}, { t });
    // ruleid: command-injection
    exec(copy2.t);
    const copy3 = {};
    Object.assign(copy3, {}, {}, { t });
    // ruleid: command-injection
    exec(copy3.t);
    // ruleid: command-injection
    exec(Object.assign({}, { t }).t);
    // ruleid: command-injection
    exec(Object.create({ t }).t);
    // ruleid: command-injection
    exec(Object.keys(t)[0]);
    // ruleid: command-injection
    exec(Object.getOwnPropertyNames(t)[0]);
    // ruleid: command-injection
    exec(Object.values({ t })[0]);
    // ruleid: command-injection
    exec(Object.entries({ t })[0][1]);
    // ruleid: command-injection
    exec(Object.fromEntries(t).a);
    const made = {};
    Object.defineProperty(made, 'a', { value: t });
    // ruleid: command-injection
    exec(made.a);
    // ruleid: command-injection
    exec(Reflect.ownKeys(t)[0]);
    // ruleid: command-injection
    exec(Reflect.get({ t }, 't'));
    // ruleid: command-injection
    exec(structuredClone({ t }).t);
    Promise.resolve(t).then((x) => {
        // ruleid: command-injection
        exec(x);
    });
    // ruleid: command-injection
    exec(await Promise.resolve('x').then(() => t));
    // ruleid: command-injection
    exec(await Promise.resolve(t).finally(() => 1));
    // ruleid: command-injection
    exec(await Promise.resolve(t).catch(() => 1));
    // ruleid: command-injection
    exec((await Promise.all([t]))[0]);
    // ruleid: command-injection
    exec(await Promise.race([t]));
    // ok: command-injection
    exec(Object.keys({ t })[0]);
});

app.get('/packages', (req, res) => {
    const { t } = req.query;
    // ruleid: command-injection
    exec(util.format('%s', t));
    // ruleid: command-injection
    exec(util.inspect({ t }));
    // ruleid: command-injection
    exec(util.stripVTControlCharacters(t));
    // ruleid: command-injection
    exec(util.toUSVString(t));
    // ruleid: command-injection
    exec(path.join('a', t));
    // ruleid: command-injection
    exec(path.posix.join(...[t]));
    // ruleid: command-injection
    exec(path.dirname(t));
    // ruleid: command-injection
    exec(path.basename(t));
    // ruleid: command-injection
    exec(path.relative('a', t));
    // ruleid: command-injection
    exec(path.parse(t).name);
    // ruleid: command-injection
    exec(path.format({ base: t }));
    // ruleid: command-injection
    exec(url.parse(t).host);
    // ruleid: command-injection
    exec(url.resolve('a', t));
    // ruleid: command-injection
    exec(url.format({ host: t }));
    // ruleid: command-injection
    exec(new url.URL(t).host);
    // ruleid: command-injection
    exec(new url.URL('/x', t).host);
    // ruleid: command-injection
    exec(new url.URLSearchParams({ a: t }).toString());
    // ruleid: command-injection
    exec(new url.URLSearchParams(t).toString());
    // ruleid: command-injection
    exec(qs.stringify({ a: t }));
    // ruleid: command-injection
    exec(qs.stringify({ a: { b: t } }));
    // ruleid: command-injection
    exec(require('querystring').unescape(t));
    // ruleid: command-injection
    exec(require('querystring').escape(t));
    // ruleid: command-injection
    exec(require('url-parse')(t).host);
    // ruleid: command-injection
    exec(_.trim(t));
    // ruleid: command-injection
    exec(_.kebabCase(t));
    // ruleid: command-injection
    exec(_.replace('a', 'a', t));
    // ruleid: command-injection
    exec(_.split(t, ',')[0]);
    // ruleid: command-injection
    exec(_.join([t], ','));
    // ruleid: command-injection
    exec(_.cloneDeep({ t }).t);
    // ruleid: command-injection
    exec(_.assign({}, { t }).t);
    const filled = {};
    _.defaults(filled, { t });
    // ruleid: command-injection
    exec(filled.t);
    // ruleid: command-injection
    exec(_.pick({ t }, 't').t);
    // ruleid: command-injection
    exec(_.get({ t }, 't'));
    // ruleid: command-injection
    exec(_.get({}, 'x', t));
    // ruleid: command-injection
    exec(_.values({ t })[0]);
    // ruleid: command-injection
    exec(_.castArray(t)[0]);
    // ruleid: command-injection
    exec(_.keys(t)[0]);
    _.forEach([t], (x) => {
        // ruleid: command-injection
        exec(x);
    });
    // ruleid: command-injection
    exec(_.map(['a'], () => t)[0]);
    _.reduce([t], (all, x) => {
        // ruleid: command-injection
        exec(x);
        return all;
    });
    // ruleid: command-injection
    exec(_.reduce(['a'], () => t));
    // ruleid: command-injection
    exec(_.find([t], Boolean));
    // ruleid: command-injection
    exec(get({ t }, 't'));
    // ruleid: command-injection
    exec(get({}, 'x', t));
    // ruleid: command-injection
    exec(require('lodash/merge')({}, { t }).t);
    // ruleid: command-injection
    exec(yaml.load(t).x);
    // ruleid: command-injection
    exec(yaml.dump(t));
    // ruleid: command-injection
    exec(yaml.dump({ a: t }));
    // ruleid: command-injection
    exec(yaml.dump({ a: { b: t } }));
    // ruleid: command-injection
    exec(validator.trim(t));
    // ruleid: command-injection
    exec(he.decode(t));
    // ruleid: command-injection
    exec(format('%s', t));
    // ruleid: command-injection
    exec(sprintf.sprintf('%s', t));
    // ruleid: command-injection
    exec(sprintf.vsprintf('%s', [t]));
    // ruleid: command-injection
    exec(require('string-template')('{0}', [t]));
    // ruleid: command-injection
    exec(require('querystringify').parse(t).x);
    // ruleid: command-injection
    exec(z.object({ a: z.string() }).parse(t).a);
    // ruleid: command-injection
    exec(z.object({ a: z.string() }).safeParse(t).data.a);
    // ruleid: command-injection
    exec(Joi.object({ a: Joi.string() }).validate(t).value.a);
    // ruleid: command-injection
    exec(Joi.attempt(t, Joi.object()).a);
    // ruleid: command-injection
    exec(marked(t));
    // ruleid: command-injection
    exec(marked.parse(t));
    // ruleid: command-injection
    exec(markdownIt.render(t));
    // ruleid: command-injection
    exec(new Converter().makeHtml(t));
    // ruleid: command-injection
    exec(v8.deserialize(t).x);
    // ruleid: command-injection
    exec(require('cookie').parse(t).x);
    Promise2.map([t], (x) => {
        // ruleid: command-injection
        exec(x);
    });
    Promise2.resolve(t).then((x) => {
        // ruleid: command-injection
        exec(x);
    });
    // ruleid: command-injection
    exec(require('ejs').render(t));
    // ruleid: command-injection
    exec(new (require('handlebars').SafeString)(t));
    require('fs').realpath(t, (err, real) => {
        // ruleid: command-injection
        exec(real);
    });
    require('fs').realpath(t, {}, (err, real) => {
        // ruleid: command-injection
        exec(real);
    });
    // ruleid: command-injection
    exec(require('fs').realpathSync(t));
    // ruleid: command-injection
    exec(require('ldapjs').parseFilter(t));
    // ruleid: command-injection
    exec(require('node-serialize').unserialize(t).x);
    // ok: command-injection
    exec('x' + validator.toInt(t));
    // ok: command-injection
    exec('x' + z.coerce.number().int().parse(t));
    // ok: command-injection
    exec('x' + Joi.number().validate(t));
    // ok: command-injection
    exec('x' + new mongoose.Types.ObjectId(t));
});

app.get('/checks', (req, res) => {
    const { a, b, c, d, e, f, g, h, i, j } = req.query;
    // ok: command-injection
    if (validator.isAlphanumeric(a)) exec(a);
    // ok: command-injection
    if (validator.isIn(b, ['x'])) exec(b);
    // ok: command-injection
    if (validator.isHexColor(c)) exec(c);
    // ok: command-injection
    if (uuid.validate(d)) exec(d);
    // ok: command-injection
    if (net.isIP(e)) exec(e);
    // ok: command-injection
    if (require('is-number')(f)) exec(f);
    // ok: command-injection
    if (mongoose.Types.ObjectId.isValid(g)) exec(g);
    // ok: command-injection
    if (mongoose.isValidObjectId(h)) exec(h);
    // ok: command-injection
    if (Number.isInteger(i)) exec(i);
    // ok: command-injection
    if (!isNaN(j)) exec(j);
    // ruleid: command-injection
    if (validator.isURL(a)) exec(a);
    // ruleid: command-injection
    if (!uuid.validate(d)) exec(d);
    const { k, l, m } = req.query;
    // ok: command-injection
    if (require('bson').ObjectId.isValid(k)) exec(k);
    // ok: command-injection
    if (require('is-uuid').v4(l)) exec(l);
    // ok: command-injection
    if (!Number.isNaN(m)) exec(m);
});
