import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import rateLimit, { ipKeyGenerator, MemoryStore } from 'merlon-guard/express-rate-limit';
import { chain, serving } from './support.mjs';

test('what is beyond the limit gets 429 and is told when to come back', async () => {
  await serving(chain(rateLimit({ limit: 2, windowMs: 60000, standardHeaders: 'draft-7' })), async (ask) => {
    const first = await ask('/');
    assert.equal(first.status, 200);
    assert.equal(first.headers['ratelimit-policy'], '2;w=60');
    assert.equal(first.headers.ratelimit, 'limit=2, remaining=1, reset=60');
    assert.equal(first.headers['x-ratelimit-remaining'], '1');
    assert.equal((await ask('/')).status, 200);
    const refused = await ask('/');
    assert.equal(refused.status, 429);
    assert.equal(refused.body, 'Too many requests, please try again later.');
    assert.equal(refused.headers['retry-after'], '60');
  });
});

test('keys are counted apart, and a key can be reset', async () => {
  const limiter = rateLimit({ limit: 1, keyGenerator: (req) => req.url });
  await serving(chain(limiter), async (ask) => {
    assert.equal((await ask('/a')).status, 200);
    assert.equal((await ask('/b')).status, 200);
    assert.equal((await ask('/a')).status, 429);
    assert.equal((await limiter.getKey('/a')).totalHits, 2);
    limiter.resetKey('/a');
    assert.equal(await limiter.getKey('/a'), undefined);
    assert.equal((await ask('/a')).status, 200);
  });
});

test('requests that succeed can be taken back', async () => {
  const limiter = rateLimit({ limit: 1, skipSuccessfulRequests: true, keyGenerator: () => 'all' });
  const answer = (req, res, next) => {
    if (req.url === '/wrong') res.statusCode = 401;
    next();
  };
  await serving(chain(limiter, answer), async (ask) => {
    for (let i = 0; i < 5; i++) assert.equal((await ask('/')).status, 200);
    assert.equal((await ask('/wrong')).status, 401);
    assert.equal((await ask('/')).status, 429);
  });
});

test('two limiters do not count for each other', async () => {
  const one = rateLimit({ limit: 1, keyGenerator: () => 'same' });
  const two = rateLimit({ limit: 1, keyGenerator: () => 'same' });
  await serving(chain(one, two), async (ask) => {
    assert.equal((await ask('/')).status, 200);
    assert.equal((await ask('/')).status, 429);
    assert.equal((await one.getKey('same')).totalHits, 2);
    assert.equal((await two.getKey('same')).totalHits, 1);
  });
});

test('a table in a file is kept, for its owner alone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'guard-limit-'));
  const path = join(folder, 'table');
  try {
    const stores = [new MemoryStore({ path, capacity: 1000 }), new MemoryStore({ path, capacity: 1000 })];
    for (const store of stores) store.init({ windowMs: 60000 });
    assert.ok(existsSync(path));
    assert.equal(statSync(path).mode & 0o777, 0o600);
    await stores[0].increment('k');
    assert.equal((await stores[1].increment('k')).totalHits, 2);
    stores.forEach((store) => store.shutdown());
    const later = new MemoryStore({ path, capacity: 1000 });
    later.init({ windowMs: 60000 });
    assert.equal((await later.get('k')).totalHits, 2);
    later.shutdown();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('an idle table is given back, and counts again', async () => {
  const store = new MemoryStore();
  store.init({ windowMs: 20 });
  await store.increment('k');
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.equal(await store.get('k'), undefined);
  assert.equal((await store.increment('k')).totalHits, 1);
  store.shutdown();
});

test('IPv6 is counted by its network, IPv4 by itself', () => {
  assert.equal(ipKeyGenerator('192.0.2.1'), '192.0.2.1');
  assert.equal(ipKeyGenerator('2001:db8:0:1ff::1'), ipKeyGenerator('2001:db8:0:100::2'));
  assert.notEqual(ipKeyGenerator('2001:db8:0:1ff::1'), ipKeyGenerator('2001:db8:0:200::1'));
  assert.notEqual(ipKeyGenerator('2001:db8:0:1ff::1', 64), ipKeyGenerator('2001:db8:0:100::2', 64));
});

test('a setup that is likely wrong is said, and the limiter works all the same', async () => {
  const said = [];
  const logger = { error: (error) => said.push(error.code), warn: (error) => said.push(error.code) };
  rateLimit({ logger, windowMS: 5, ipv6Subnet: 12, standardHeaders: 'draft-9', limit: 3 });
  rateLimit({ logger, keyGenerator: (req) => req.ip });
  assert.deepEqual(said, [
    'ERR_ERL_UNKNOWN_OPTION',
    'ERR_ERL_IPV6_SUBNET',
    'ERR_ERL_HEADERS_UNSUPPORTED_DRAFT_VERSION',
    'ERR_ERL_KEY_GEN_IPV6',
  ]);
  said.length = 0;
  const store = new MemoryStore();
  rateLimit({ logger, store });
  rateLimit({ logger, store });
  assert.deepEqual(said, ['ERR_ERL_STORE_REUSE']);
  said.length = 0;
  const limiter = rateLimit({ logger, limit: 0, validate: { forwardedHeader: false } });
  await serving(chain(limiter), async (ask) => {
    assert.equal((await ask('/')).status, 429);
    assert.equal((await ask('/')).status, 429);
  });
  assert.deepEqual(said, ['WRN_ERL_MAX_ZERO']);
});
