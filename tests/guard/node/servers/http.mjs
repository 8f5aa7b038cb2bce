#!/usr/bin/env node
import http from 'node:http';
import * as service from './service.mjs';

const guard = service.makeGuard((req) => req);

async function handle(req, res) {
  const url = new URL(req.url, 'http://localhost');
  const isForm = req.headers['content-type'] === 'application/x-www-form-urlencoded';
  if (!service.isBare && !(await guard.check(req, res, 'before'))) return;
  if (req.method === 'POST' && isForm) req.body = await service.readForm(req);
  if (!service.isBare && !(await guard.check(req, res, 'after'))) return;

  const html = (text) => res.setHeader('Content-Type', 'text/html; charset=utf-8').end(text);
  if (req.method === 'GET' && url.pathname === '/') {
    if (!service.sessionOf(req.headers)) {
      const { id, cookie } = service.startSession();
      res.setHeader('Set-Cookie', cookie);
      req.headers.cookie = `__Host-sid=${id}`;
    }
    html(service.form(service.isBare ? '' : guard.token(req, res)));
  } else if (req.method === 'POST' && url.pathname === '/login') {
    const known = service.logIn(req.body ?? {});
    res.writeHead(known ? 200 : 401).end(known ? 'welcome\n' : 'no\n');
  } else if (req.method === 'GET' && url.pathname === '/search') {
    html(service.search(url.searchParams.get('q') ?? ''));
  } else if (url.pathname === '/fail') {
    service.fail();
  } else {
    res.writeHead(404).end('nothing here\n');
  }
}

const server = http.createServer((req, res) => {
  handle(req, res).catch((error) => {
    if (service.isBare) res.writeHead(500).end(error.stack);
    else guard.error(error, req, res);
  });
});
service.run(server.listen(0, '127.0.0.1'));
