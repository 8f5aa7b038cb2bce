const app = require('express')();
const Koa = require('koa');
const fastify = require('fastify')();

function show(res, data) {
    // ruleid: template-options-injection
    res.render('page', data);
}

app.get('/', (req, res) => {
    // ruleid: template-options-injection
    res.render('page', req.query);
    // ruleid: template-options-injection
    app.render('page', req.body, done);
    const { profile } = req.body;
    // ruleid: template-options-injection
    res.render('page', profile);
    show(res, req.body);

    // ok: template-options-injection
    res.render('page', { name: req.query.name });
    // ok: template-options-injection
    res.render('page', { ...defaults });
    // ok: template-options-injection
    res.render('page');
    // ok: template-options-injection
    chart.render('page', req.query);
});

new Koa().use(async (ctx) => {
    // ruleid: template-options-injection
    await ctx.render('page', ctx.request.body);
});
fastify.get('/', (request, reply) => {
    // ruleid: template-options-injection
    reply.view('page', request.query);
});
require('@hapi/hapi').server().route({ method: 'GET', path: '/', handler: (request, h) => {
    // ruleid: template-options-injection
    return h.view('page', request.payload);
} });
