// Answers, server by server.
const Koa = require('koa');
const http = require('http');
const { Hono } = require('hono');
const polka = require('polka');
const restify = require('restify');
const route = require('koa-route');
const fastify = require('fastify')();
const Hapi = require('@hapi/hapi');
const xss = require('xss');
const entities = require('html-entities');
const createPurify = require('dompurify');
const Handlebars = require('handlebars');
const nunjucks = require('nunjucks');
const marked = require('marked');
const express = require('express');

new Koa().use(async (ctx) => {
    // ruleid: xss-response
    ctx.res.end('<p>' + ctx.query.t);
    // ruleid: xss-response
    ctx.response.res.write('<p>' + ctx.query.t);
});
new Koa().use(route.get('/', (ctx, name) => {
    // ruleid: xss-response
    ctx.body = '<p>' + name;
}));
new http.Server((first, second) => {
    // ruleid: xss-response
    second.writeHead(200, {}).end('<p>' + first.url);
});
new Hono().get('/', (c) => {
    // ruleid: xss-response
    return c.html('<p>' + c.req.query('t'));
});
polka().get('/', (first, second) => {
    // ruleid: xss-response
    second.status(200).end('<p>' + first.query.t);
});
restify.createServer().get('/', (first, second) => {
    // ruleid: xss-response
    second.sendRaw(200, '<p>' + first.query.t);
});
fastify.get('/', (request, reply) => {
    // ruleid: xss-response
    reply.raw.end('<p>' + request.query.t);
});
Hapi.server().route({ method: 'GET', path: '/', handler: (request, h) => {
    // ruleid: xss-response
    return h.response('<p>' + request.query.t).code(200);
} });
express().use((error, first, second, third) => {
    // ruleid: xss-response
    second.status(500).set('x-a', 'b').send('<p>' + first.query.t);
});
exports.failed = (err, req, res, next) => {
    // ruleid: xss-response
    res.send('<p>' + req.query.t);
};
exports.none = (_req, res) => {
    // ok: xss-response
    res.send('<p>');
};
express().get('/', (first, second) => {
    const { t } = first.query;
    // ruleid: xss-response
    first.res.send('<p>' + t);
    // ruleid: xss-response
    second.send(marked(t));
    // ruleid: xss-response
    new Handlebars.SafeString(t);
    // ruleid: xss-response
    nunjucks.runtime.markSafe(t);
    // ruleid: xss-response
    require('hono/html').raw(t);
    // ok: xss-response
    second.send(xss(t));
    // ok: xss-response
    second.send(new xss.FilterXSS().process(t));
    // ok: xss-response
    second.send(entities.encode(t));
    // ok: xss-response
    second.send(createPurify(window).sanitize(t));
    // ok: xss-response
    second.send(Handlebars.Utils.escapeExpression(t));
    // ok: xss-response
    second.send(Handlebars.compile('{{t}}')({ t }));
    // ok: xss-response
    second.send(nunjucks.lib.escape(t));
});
