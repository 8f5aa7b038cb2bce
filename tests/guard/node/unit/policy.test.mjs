import assert from 'node:assert/strict';
import test from 'node:test';
import merlon from 'merlon-guard';
import { chain, SECRET, serving } from './support.mjs';

const events = [];
const log = (event) => events.push(event);
const make = (options) => merlon({ csrf: { secret: SECRET, session: () => 'session' }, log, ...options });
const taken = () => events.splice(0);

test('defaults: headers, a limit, no foreign origin, a token asked for', async () => {
  await serving(chain(make({ limit: { limit: 4 } })), async (ask) => {
    const fine = await ask('/');
    assert.equal(fine.status, 200);
    assert.match(fine.headers['content-security-policy'], /default-src 'self'/);
    assert.equal(fine.headers['ratelimit-policy'], '4;w=60');
    assert.match(fine.headers.ratelimit, /^limit=4, remaining=3, reset=\d+$/);
    assert.equal(fine.headers.vary, 'Origin');
    const foreign = await ask('/secret?token=1', { headers: { Origin: 'https://evil.example' } });
    assert.equal(foreign.status, 403);
    assert.equal(foreign.headers['access-control-allow-origin'], undefined);
    const [event] = taken();
    assert.equal(event.outcome, 'blocked');
    assert.equal(event.control, 'cors-allow-list');
    assert.equal(event.rule, 'cors-any-origin');
    assert.equal(event.path, '/secret');
    assert.equal(event.client, '127.0.0.1');
    assert.equal((await ask('/', { method: 'POST' })).status, 403);
    const [missing] = taken();
    assert.equal(missing.reason, 'missing or wrong token');
    assert.equal(missing.rule, 'session-without-csrf-token');
    assert.equal((await ask('/')).status, 200);
    assert.equal((await ask('/')).status, 200);
    const flood = await ask('/');
    assert.equal(flood.status, 429);
    assert.ok(Number(flood.headers['retry-after']) >= 1);
    assert.equal(flood.headers['content-type'], 'application/json; charset=utf-8');
    assert.equal(taken()[0].rule, 'login-without-rate-limit');
  });
});

test('report-only refuses nothing, sets nothing but the trial policy, and says what it would', async () => {
  await serving(chain(make({ reportOnly: true, limit: { limit: 1 } })), async (ask) => {
    for (let i = 0; i < 3; i++) {
      const { status, headers } = await ask('/', { method: 'POST', headers: { Origin: 'https://evil.example' } });
      assert.equal(status, 200);
      const names = Object.keys(headers).filter(
        (name) => !['date', 'connection', 'transfer-encoding', 'content-length', 'keep-alive'].includes(name),
      );
      assert.deepEqual(names, ['content-security-policy-report-only']);
    }
    const said = taken();
    assert.ok(said.every(({ outcome }) => outcome === 'would-block'));
    assert.deepEqual([...new Set(said.map(({ control }) => control))].sort(), [
      'cors-allow-list',
      'csrf',
      'rate-limit',
    ]);
    assert.equal(said.find(({ control }) => control === 'rate-limit').rule, 'login-without-rate-limit');
  });
});

test('a nonce is new for each response, in the policy and for the page', async () => {
  const guard = make({
    headers: {
      contentSecurityPolicy: { directives: { scriptSrc: ["'self'", '{nonce}'], imgSrc: null } },
      contentSecurityPolicyReportOnly: { directives: { scriptSrc: ['{nonce}'] } },
      frameguard: { action: 'deny' },
      xDownloadOptions: false,
    },
  });
  const seen = new Set();
  await serving(
    chain(guard, (req, res) => res.end(guard.nonce(res))),
    async (ask) => {
      for (let i = 0; i < 3; i++) {
        const { headers, body } = await ask('/');
        assert.match(body, /^[\w-]{22}$/);
        seen.add(body);
        assert.ok(headers['content-security-policy'].includes(`script-src 'self' 'nonce-${body}'`));
        assert.ok(!headers['content-security-policy'].includes('img-src'));
        assert.ok(headers['content-security-policy-report-only'].includes(`script-src 'nonce-${body}'`));
        assert.equal(headers['x-frame-options'], 'DENY');
        assert.equal(headers['x-download-options'], undefined);
      }
    },
  );
  assert.equal(seen.size, 3);
});

test('a token lets a form through, and is kept while it is good', async () => {
  const guard = make();
  const page = (req, res, next) => (req.method === 'GET' ? res.end(guard.token(req, res)) : next());
  await serving(chain(guard, page), async (ask) => {
    const { body: token, headers } = await ask('/');
    const cookie = headers['set-cookie'][0].split(';')[0];
    const post = (over) => ask('/', { method: 'POST', headers: { Cookie: cookie, 'X-CSRF-Token': token, ...over } });
    assert.equal((await post()).status, 200);
    assert.equal((await post({ 'X-CSRF-Token': `${token}0` })).status, 403);
    assert.equal((await post({ 'Sec-Fetch-Site': 'cross-site' })).status, 403);
    const again = await ask('/', { headers: { Cookie: cookie } });
    assert.equal(again.body, token);
    assert.equal(again.headers['set-cookie'], undefined);
    const forged = await ask('/', { headers: { Cookie: '__Host-csrf=00.11' } });
    assert.notEqual(forged.body, '00.11');
  });
  taken();
});

test('an error tells the client a number, and the log the rest', async () => {
  const guard = make();
  const listener = guard.http(async (req, res) => {
    res.setHeader('Content-Length', '5');
    if (req.url === '/late') {
      res.write('12');
      throw new Error('late');
    }
    throw Object.assign(new Error('password is hunter2'), { status: Number(req.url.slice(1)) || undefined });
  });
  await serving(listener, async (ask) => {
    for (const [path, status] of [
      ['/', 500],
      ['/404', 404],
      ['/200', 500],
      ['/999', 500],
    ]) {
      const { status: got, body, headers } = await ask(path);
      assert.equal(got, status);
      assert.ok(!body.includes('hunter2') && !body.includes('at '));
      assert.equal(headers['cache-control'], 'no-store');
      const { id } = JSON.parse(body);
      const [event] = taken();
      assert.equal(event.id, id);
      assert.equal(event.outcome, 'error');
      assert.match(event.detail, /hunter2[^]*\n\s+at /);
    }
    const html = await ask('/', { headers: { Accept: 'text/html' } });
    assert.match(html.body, /<h1>Internal Server Error<\/h1>/);
    await assert.rejects(ask('/late'));
  });
  taken();
});

test('what is thrown may be anything', async () => {
  for (const thrown of [
    undefined,
    null,
    'text',
    7,
    Object.create(null),
    {
      toString() {
        throw new Error('no');
      },
    },
  ]) {
    const guard = make();
    await serving(
      guard.http(() => {
        throw thrown;
      }),
      async (ask) => assert.equal((await ask('/')).status, 500),
    );
  }
  taken();
});

test('a log that fails does not keep the answer back', async () => {
  const guard = make({
    log: () => {
      throw new Error('the log is full');
    },
  });
  await serving(
    guard.http(() => {
      throw new Error('x');
    }),
    async (ask) => assert.equal((await ask('/')).status, 500),
  );
});

test('an account is counted whatever the client', async () => {
  const guard = make({ account: (req) => req.headers['x-user'], accountLimit: { limit: 2 }, csrf: false });
  await serving(chain(guard), async (ask) => {
    const as = (user) => ask('/', { headers: user ? { 'X-User': user } : {} });
    assert.deepEqual(
      [(await as('anna')).status, (await as('anna')).status, (await as('anna')).status],
      [200, 200, 429],
    );
    assert.equal(taken()[0].reason, 'too many tries for an account');
    assert.equal((await as('bert')).status, 200);
    assert.equal((await as()).status, 200);
  });
});

test('stages split the work; together they are the whole', async () => {
  const guard = make({ limit: { limit: 2 } });
  await serving(chain(guard.before, guard.after), async (ask) => {
    const first = await ask('/');
    assert.equal(first.headers.ratelimit.split(',')[1], ' remaining=1');
    assert.equal((await ask('/', { method: 'POST' })).status, 403);
    assert.equal((await ask('/')).status, 429);
  });
  taken();
  assert.throws(() => guard.koa('sometime'), TypeError);
});

test('options that no guard has are refused, and so are unsafe ones', () => {
  assert.throws(() => merlon(), /csrf\.secret is missing/);
  assert.throws(() => merlon({ csrf: { secret: 'short' } }));
  assert.throws(() => make({ limits: {} }), /no option "limits"/);
  assert.throws(() => make({ cors: { origin: '*' } }), /no option "origin"/);
  assert.throws(() => make({ cors: { origins: ['*'], credentials: true } }), /exclude one another/);
  assert.throws(() => make({ cors: { origins: ['a.example'] } }));
  assert.throws(() => make({ limit: { limit: 0 } }));
  assert.throws(() => make({ limit: { windowMs: -5 } }));
  assert.throws(() => make({ headers: { contentSecurityPolicy: { directives: { scriptSrc: ['self'] } } } }), /quoted/);
});

test('long headers and odd characters reach the core whole', async () => {
  const guard = make();
  const page = (req, res, next) => (req.method === 'GET' ? res.end(guard.token(req, res)) : next());
  await serving(chain(guard, page), async (ask) => {
    const { body: token, headers } = await ask('/');
    const cookie = `junk=${'x'.repeat(9000)}; ${headers['set-cookie'][0].split(';')[0]}`;
    const { status } = await ask('/', {
      method: 'POST',
      headers: { Cookie: cookie, 'X-CSRF-Token': token, Accept: 'é'.repeat(200) },
    });
    assert.equal(status, 200);
  });
  taken();
});
