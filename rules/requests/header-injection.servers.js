const Koa = require('koa');
const http2 = require('http2');

new Koa().use(async (ctx) => {
    // ruleid: header-injection
    ctx.response.append(ctx.query.n, '1');
    // ok: header-injection
    ctx.response.append('a', ctx.query.n);
});
http2.createServer((first, second) => {
    // ruleid: header-injection
    second.appendHeader(first.url, '1');
});
