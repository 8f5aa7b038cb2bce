// A server of the measurement: server.mjs FRAMEWORK STACK, where FRAMEWORK is http or express and STACK is bare, peers
// or guard. Says its port; for each line that it reads, says the CPU time it has used, in microseconds.
import http from 'node:http';
import { createInterface } from 'node:readline';
import { stack } from './stacks.mjs';

const [framework, name] = process.argv.slice(2);
const handlers = await stack(name);

function plain() {
  const handle = (req, res) => res.end('hello');
  return http.createServer((req, res) => {
    let index = 0;
    const next = (error) => {
      if (error) {
        res.statusCode = 500;
        res.end(String(error));
      } else if (index < handlers.length) {
        handlers[index++](req, res, next);
      } else {
        handle(req, res);
      }
    };
    next();
  });
}

async function express() {
  const { default: make } = await import('express');
  const app = make();
  app.disable('etag');
  app.disable('x-powered-by');
  for (const handler of handlers) app.use(handler);
  app.all('/', (req, res) => res.end('hello'));
  return http.createServer(app);
}

const server = framework === 'express' ? await express() : plain();
server.keepAliveTimeout = 60000;
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
createInterface({ input: process.stdin })
  .on('line', () => {
    const { user, system } = process.cpuUsage();
    console.log(user + system);
  })
  .on('close', () => process.exit(0));
setTimeout(() => process.exit(1), 600000).unref();
