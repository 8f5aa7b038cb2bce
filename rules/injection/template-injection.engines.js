// Template engines by their own ways to take a text.
const app = require('express')();
const nunjucks = require('nunjucks');
const handlebars = require('handlebars');
const hbs = require('hbs');
const { Eta } = require('eta');
const { Liquid } = require('liquidjs');
const { twig } = require('twig');
const dot = require('dot');
const hogan = require('hogan.js');
const { Template } = require('squirrelly');
const template = require('lodash.template');

app.get('/', (req, res) => {
    const { t } = req.query;
    // ruleid: template-injection
    new nunjucks.Environment().renderString(t);
    // ruleid: template-injection
    nunjucks.configure('views').renderString(t);
    // ruleid: template-injection
    handlebars.create().compile(t);
    // ruleid: template-injection
    hbs.handlebars.compile(t);
    // ruleid: template-injection
    new Eta().renderString(t);
    // ruleid: template-injection
    new Liquid().parseAndRender(t);
    // ruleid: template-injection
    twig({ data: t });
    // ruleid: template-injection
    dot.template(t);
    // ruleid: template-injection
    hogan.compile(t);
    // ruleid: template-injection
    new Template(t);
    // ruleid: template-injection
    template(t);
    // ok: template-injection
    new Liquid().parseAndRender('{{ t }}', { t });
    // ok: template-injection
    twig({ data: 'a' }).render({ t });
    res.end();
});
