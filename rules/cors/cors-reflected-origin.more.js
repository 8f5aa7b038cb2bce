const Koa = require('koa');
const Hapi = require('@hapi/hapi');
const koaCors = require('@koa/cors');
const { Server } = require('socket.io');
const { NestFactory } = require('@nestjs/core');
const koa = new Koa();
const http = require('http').createServer();

koa.use(async (ctx, next) => {
    // ruleid: cors-reflected-origin
    ctx.set('Access-Control-Allow-Origin', ctx.header.origin);
    const { origin } = ctx.request.headers;
    // ruleid: cors-reflected-origin
    ctx.set('Access-Control-Allow-Origin', origin);
    const { origin: from } = ctx.request.header;
    // ruleid: cors-reflected-origin
    ctx.set('Access-Control-Allow-Origin', from);
    await next();
});
// ruleid: cors-reflected-origin
koa.use(koaCors({ origin: ctx => ctx.request.get('Origin') }));
// ruleid: cors-reflected-origin
koa.use(koaCors({ origin: ctx => ctx.headers.origin }));
// ruleid: cors-reflected-origin
koa.use(koaCors({ origin: ctx => ctx.request.header.origin }));
// ok: cors-reflected-origin
koa.use(koaCors({ origin: ctx => (ctx.headers.origin === 'https://a.example.com' ? ctx.headers.origin : '') }));

// ruleid: cors-reflected-origin
new Server(http, { cors: { origin: (from, done) => done(null, from) } });
// ruleid: cors-reflected-origin
require('socket.io')(http, { cors: { origin: (from, done) => done(null, from) } });
// ok: cors-reflected-origin
new Server(http, { cors: { origin: (from, done) => done(null, from === 'https://a.example.com') } });
exports.nest = async module => {
    const app = await NestFactory.create(module);
    // ruleid: cors-reflected-origin
    app.enableCors({ origin: (from, done) => done(null, from) });
};

const server = Hapi.server();
server.route({
    method: 'GET',
    path: '/a',
    handler: (request, h) => {
        // ruleid: cors-reflected-origin
        return h.response('x').header('Access-Control-Allow-Origin', request.headers.origin);
    },
});
server.ext('onPreResponse', (request, h) => {
    // ruleid: cors-reflected-origin
    request.response.header('Access-Control-Allow-Origin', request.info.cors.origin);
    return h.continue;
});
