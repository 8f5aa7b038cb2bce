// Limits in Redis through the application's client: a real redis-server on a Unix socket, and a client of a few lines.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import merlon from 'merlon-guard';
import rateLimit, { RedisStore } from 'merlon-guard/express-rate-limit';
import { chain, serving } from './support.mjs';

const folder = mkdtempSync(join(tmpdir(), 'guard-redis-'));
const path = join(folder, 'socket');
const server = spawn(
  'redis-server',
  ['--port', '0', '--unixsocket', path, '--save', '', '--appendonly', 'no', '--dir', folder],
  { stdio: 'ignore' },
);
for (let i = 0; i < 100 && !existsSync(path); i++) await new Promise((done) => setTimeout(done, 50));

// Integers, errors, texts and lists of them: what the scripts answer.
function parse(text) {
  const end = text.indexOf('\r\n');
  if (end < 0) return undefined;
  const line = text.slice(1, end);
  const rest = text.slice(end + 2);
  if (text[0] === ':') return [Number(line), rest];
  if (text[0] === '+') return [line, rest];
  if (text[0] === '-') return [new Error(line), rest];
  if (text[0] === '$') {
    const size = Number(line);
    if (size < 0) return [null, rest];
    return rest.length < size + 2 ? undefined : [rest.slice(0, size), rest.slice(size + 2)];
  }
  const list = [];
  let at = rest;
  for (let i = 0; i < Number(line); i++) {
    const found = parse(at);
    if (!found) return undefined;
    list.push(found[0]);
    at = found[1];
  }
  return [list, at];
}

function connect() {
  const socket = net.connect(path);
  const waiting = [];
  let text = '';
  let sent = 0;
  socket.setEncoding('latin1');
  socket.on('data', (piece) => {
    text += piece;
    for (let found = parse(text); found; found = text ? parse(text) : undefined) {
      text = found[1];
      const { resolve, reject } = waiting.shift();
      if (found[0] instanceof Error) reject(found[0]);
      else resolve(found[0]);
    }
  });
  socket.on('error', () => {});
  return {
    sendCommand: (...words) => {
      sent++;
      const lines = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`);
      socket.write(`*${words.length}\r\n${lines.join('')}`);
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    sent: () => sent,
    end: () => socket.destroy(),
  };
}

const clients = [connect(), connect()];

test('two machines share a limit', async () => {
  const limiters = clients.map(({ sendCommand }) =>
    rateLimit({
      limit: 3,
      store: new RedisStore({ sendCommand, prefix: 'a:', timeoutMs: 2000 }),
      keyGenerator: () => 'k',
      validate: false,
    }),
  );
  const statuses = [];
  for (let i = 0; i < 6; i++) {
    await serving(chain(limiters[i % 2]), async (ask) => statuses.push((await ask('/')).status));
  }
  assert.deepEqual(statuses, [200, 200, 200, 429, 429, 429]);
  await limiters[0].resetKey('k');
  await serving(chain(limiters[1]), async (ask) => assert.equal((await ask('/')).status, 200));
});

test('a policy counts client and account in Redis, and tells so', async () => {
  const [{ sendCommand }] = clients;
  const guard = merlon({
    csrf: false,
    log: () => {},
    limit: { limit: 4, redis: { sendCommand, prefix: 'p:', timeoutMs: 2000 } },
    accountLimit: { limit: 1 },
    account: (req) => req.headers['x-user'],
  });
  await serving(chain(guard), async (ask) => {
    const first = await ask('/', { headers: { 'X-User': 'anna' } });
    assert.equal(first.status, 200);
    assert.match(first.headers.ratelimit, /^limit=4, remaining=3, /);
    assert.match(first.headers['content-security-policy'], /default-src/);
    const second = await ask('/', { headers: { 'X-User': 'anna' } });
    assert.equal(second.status, 429);
    assert.ok(Number(second.headers['retry-after']) >= 1);
    assert.equal((await ask('/', { headers: { 'X-User': 'bert' } })).status, 200);
    assert.equal((await ask('/')).status, 200);
    assert.equal((await ask('/')).status, 429);
  });
});

test('a lease asks less often, and gives no more than the limit', async () => {
  const [client] = clients;
  const options = { limit: 20, windowMs: 60000, keyGenerator: () => 'leased', validate: false };
  const limiter = rateLimit({
    ...options,
    store: new RedisStore({ sendCommand: client.sendCommand, prefix: 'l:', lease: 5, timeoutMs: 2000 }),
  });
  const before = client.sent();
  let allowed = 0;
  await serving(chain(limiter), async (ask) => {
    for (let i = 0; i < 25; i++) if ((await ask('/')).status === 200) allowed++;
  });
  assert.equal(allowed, 20);
  assert.ok(client.sent() - before <= 10, `${client.sent() - before} commands`);
});

test('without Redis the configured answer comes in time', async () => {
  const events = [];
  const make = (fail) =>
    merlon({
      csrf: false,
      log: (event) => events.push(event.outcome),
      limit: { redis: { sendCommand: clients[0].sendCommand, fail, timeoutMs: 100, retryMs: 5000 } },
    });
  const guards = [make('closed'), make('open')];
  server.kill('SIGSTOP');
  try {
    for (const [guard, status] of [
      [guards[0], 429],
      [guards[1], 200],
    ]) {
      await serving(chain(guard), async (ask) => {
        const start = Date.now();
        assert.equal((await ask('/')).status, status);
        assert.ok(Date.now() - start < 1000);
        // A moment later it is not asked again.
        const again = Date.now();
        assert.equal((await ask('/')).status, status);
        assert.ok(Date.now() - again < 90);
      });
    }
  } finally {
    server.kill('SIGCONT');
  }
  assert.ok(events.includes('degraded'));
});

test.after(async () => {
  clients.forEach((client) => client.end());
  server.kill('SIGKILL');
  await new Promise((done) => server.once('exit', done));
  rmSync(folder, { recursive: true });
});
