#!/usr/bin/env node
import Koa from 'koa';
import * as service from './service.mjs';

const guard = service.makeGuard((ctx) => ctx.request);
const app = new Koa();
app.silent = true;
if (!service.isBare) app.use(guard.koa('before'));
app.use(async (ctx, next) => {
  if (ctx.is('application/x-www-form-urlencoded')) ctx.request.body = await service.readForm(ctx.req);
  await next();
});
if (!service.isBare) app.use(guard.koa('after'));

app.use((ctx) => {
  if (ctx.method === 'GET' && ctx.path === '/') {
    if (!service.sessionOf(ctx.headers)) {
      const { id, cookie } = service.startSession();
      ctx.append('Set-Cookie', cookie);
      ctx.headers.cookie = `__Host-sid=${id}`;
    }
    ctx.type = 'html';
    ctx.body = service.form(service.isBare ? '' : guard.token(ctx));
  } else if (ctx.method === 'POST' && ctx.path === '/login') {
    const known = service.logIn(ctx.request.body ?? {});
    ctx.status = known ? 200 : 401;
    ctx.body = known ? 'welcome\n' : 'no\n';
  } else if (ctx.method === 'GET' && ctx.path === '/search') {
    ctx.type = 'html';
    ctx.body = service.search(String(ctx.query.q ?? ''));
  } else if (ctx.path === '/fail') {
    service.fail();
  }
});

service.run(app.listen(0, '127.0.0.1'));
