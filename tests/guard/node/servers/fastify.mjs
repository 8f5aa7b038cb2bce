#!/usr/bin/env node
import fastify from 'fastify';
import * as service from './service.mjs';

const guard = service.makeGuard((request) => request);
const app = fastify({ bodyLimit: 8192 });
if (!service.isBare) app.register(guard.fastify);
app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (request, body, done) => {
  done(null, Object.fromEntries(new URLSearchParams(body)));
});

app.get('/', (request, reply) => {
  if (!service.sessionOf(request.headers)) {
    const { id, cookie } = service.startSession();
    reply.raw.setHeader('Set-Cookie', cookie);
    request.headers.cookie = `__Host-sid=${id}`;
  }
  reply.type('text/html; charset=utf-8').send(service.form(service.isBare ? '' : guard.token(request, reply)));
});
app.post('/login', (request, reply) => {
  if (service.logIn(request.body ?? {})) reply.send('welcome\n');
  else reply.code(401).send('no\n');
});
app.get('/search', (request, reply) => {
  reply.type('text/html; charset=utf-8').send(service.search(String(request.query.q ?? '')));
});
app.get('/fail', () => service.fail());

await app.listen({ port: 0, host: '127.0.0.1' });
service.run(app.server);
