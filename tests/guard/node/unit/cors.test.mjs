import assert from 'node:assert/strict';
import test from 'node:test';
import cors from 'merlon-guard/cors';
import { chain, serving } from './support.mjs';

const origin = (value) => ({ headers: { Origin: value } });

test('listed origins are told, others are not', async () => {
  const options = { origin: ['https://a.example', /^https:\/\/[a-z]+\.b\.example$/], credentials: true };
  await serving(chain(cors(options)), async (ask) => {
    const good = await ask('/', origin('https://a.example'));
    assert.equal(good.headers['access-control-allow-origin'], 'https://a.example');
    assert.equal(good.headers['access-control-allow-credentials'], 'true');
    assert.equal(good.headers.vary, 'Origin');
    const pattern = await ask('/', origin('https://x.b.example'));
    assert.equal(pattern.headers['access-control-allow-origin'], 'https://x.b.example');
    for (const foreign of [
      'https://a.example.evil.example',
      'http://a.example',
      'https://a.example:444',
      'null',
      'https://b.example',
    ]) {
      const refused = await ask('/', origin(foreign));
      assert.equal(refused.headers['access-control-allow-origin'], undefined, foreign);
      assert.equal(refused.headers.vary, 'Origin');
      assert.equal(refused.body, 'hello');
    }
  });
});

test('with enforce a foreign origin does not reach the handler', async () => {
  let reached = 0;
  const count = (req, res, next) => {
    reached++;
    next();
  };
  await serving(chain(cors({ origin: ['https://a.example'], enforce: true }), count), async (ask) => {
    assert.equal((await ask('/', origin('https://evil.example'))).status, 403);
    assert.equal((await ask('/', { method: 'OPTIONS', ...origin('https://evil.example') })).status, 403);
    assert.equal(reached, 0);
    assert.equal((await ask('/', origin('https://a.example'))).status, 200);
    assert.equal((await ask('/')).status, 200);
    assert.equal(reached, 2);
  });
  const dynamic = cors({ origin: (sent, done) => done(null, sent === 'https://a.example'), enforce: true });
  await serving(chain(dynamic), async (ask) => {
    assert.equal((await ask('/', origin('https://evil.example'))).status, 403);
    assert.equal(
      (await ask('/', origin('https://a.example'))).headers['access-control-allow-origin'],
      'https://a.example',
    );
    assert.equal((await ask('/')).status, 200);
  });
});

test('a preflight is answered, with what was asked for or what is allowed', async () => {
  const preflight = {
    method: 'OPTIONS',
    headers: {
      Origin: 'https://a.example',
      'Access-Control-Request-Method': 'PUT',
      'Access-Control-Request-Headers': 'X-One',
    },
  };
  await serving(chain(cors()), async (ask) => {
    const { status, headers, body } = await ask('/', preflight);
    assert.equal(status, 204);
    assert.equal(body, '');
    assert.equal(headers['access-control-allow-origin'], '*');
    assert.equal(headers['access-control-allow-headers'], 'X-One');
    assert.equal(headers['access-control-allow-methods'], 'GET,HEAD,PUT,PATCH,POST,DELETE');
  });
  await serving(
    chain(cors({ origin: 'https://a.example', methods: ['GET'], allowedHeaders: 'X-Two', maxAge: 5 })),
    async (ask) => {
      const { headers } = await ask('/', preflight);
      assert.equal(headers['access-control-allow-methods'], 'GET');
      assert.equal(headers['access-control-allow-headers'], 'X-Two');
      assert.equal(headers['access-control-max-age'], '5');
    },
  );
});

test('options may depend on the request', async () => {
  const chooses = cors((req, done) => {
    if (req.url === '/error') done(new Error('no options'));
    else done(null, { origin: req.url === '/open' ? '*' : false });
  });
  await serving(chain(chooses), async (ask) => {
    assert.equal((await ask('/open', origin('https://a.example'))).headers['access-control-allow-origin'], '*');
    assert.equal((await ask('/closed', origin('https://a.example'))).headers['access-control-allow-origin'], undefined);
    assert.equal((await ask('/error')).status, 500);
  });
});
