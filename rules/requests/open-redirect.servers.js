const fastify = require('fastify')();
const Koa = require('koa');
const Hapi = require('@hapi/hapi');
const { Hono } = require('hono');
const polka = require('polka');
const route = require('koa-route');
const http = require('http');

new Koa().use(async (ctx) => {
    // ruleid: open-redirect
    ctx.response.redirect(ctx.request.query.to);
    // ruleid: open-redirect
    ctx.redirect(ctx.request.body.to);
});
new Koa().use(route.get('/', (ctx) => {
    // ok: open-redirect
    ctx.redirect('/x?' + ctx.query.to);
}));
Hapi.server().route({ method: 'GET', path: '/', handler: (request, h) => {
    // ruleid: open-redirect
    h.response().location(request.query.to);
    // ruleid: open-redirect
    return h.redirect(request.payload.to);
} });
new Hono().get('/', (c) => {
    // ruleid: open-redirect
    return c.redirect(c.req.query('to'));
});
polka().get('/', (first, second) => {
    // ruleid: open-redirect
    second.redirect(302, first.query.to);
});
fastify.get('/', (request, reply) => {
    // ruleid: open-redirect
    reply.redirect(302, request.query.to);
});
exports.web = async (request, context) => {
    const data = await request.json();
    if (data.now) {
        // ruleid: open-redirect
        return Response.redirect(data.to);
    }
    // ruleid: open-redirect
    return new Response(null, { status: 302, headers: { Location: data.to } });
};
exports.lambda = async (event, context) => {
    // ok: open-redirect
    return Response.redirect('https://a.example/?' + event.queryStringParameters.to);
};
