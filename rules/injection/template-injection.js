const express = require('express');
const ejs = require('ejs');
const pug = require('pug');
const Handlebars = require('handlebars');
const nunjucks = require('nunjucks');
const _ = require('lodash');
const { render: fill } = require('mustache');

const app = express();
const page = '<h1><%= name %></h1>';

function compile(text) {
    // ruleid: template-injection
    return pug.compile(text);
}

app.get('/hello', (req, res) => {
    const { name } = req.query;
    // ruleid: template-injection
    ejs.render('<h1>Hello ' + name + '</h1>');
    // ruleid: template-injection
    Handlebars.compile(`<h1>${name}</h1>`)({});
    // ruleid: template-injection
    nunjucks.renderString('Hello ' + name, {});
    // ruleid: template-injection
    _.template('Hello ' + req.query.name)();
    // ruleid: template-injection
    fill(req.body.template, {});
    compile('h1 ' + name);

    // ok: template-injection
    ejs.render(page, { name });
    // ok: template-injection
    Handlebars.compile('<h1>{{name}}</h1>')({ name });
    // ok: template-injection
    nunjucks.renderString('Hello {{ name }}', { name });
    // ok: template-injection
    ejs.render('<h1>' + Number(req.query.n) + '</h1>');
    // ok: template-injection
    report.compile(req.query.name);
    const kind = req.query.kind;
    if (kind !== 'a' && kind !== 'b') return res.end();
    // ok: template-injection
    pug.compile('h1 ' + kind);
});
