import assert from 'node:assert/strict';
import http from 'node:http';
import test from 'node:test';
import helmet, { contentSecurityPolicy, frameguard } from 'merlon-guard/helmet';
import { chain, serving } from './support.mjs';

test('the safe set is there, and what the framework said of itself is not', async () => {
  const poweredBy = (req, res, next) => {
    res.setHeader('X-Powered-By', 'someone');
    next();
  };
  await serving(chain(poweredBy, helmet()), async (ask) => {
    const { headers, body } = await ask('/');
    assert.equal(body, 'hello');
    assert.match(headers['content-security-policy'], /^default-src 'self';/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['x-frame-options'], 'SAMEORIGIN');
    assert.equal(headers['strict-transport-security'], 'max-age=31536000; includeSubDomains');
    assert.equal(headers['cross-origin-embedder-policy'], undefined);
    assert.equal(headers['x-powered-by'], undefined);
  });
});

test('headers that were there are replaced, others stay', async () => {
  const before = (req, res, next) => {
    res.setHeader('x-frame-options', 'ALLOWALL');
    res.setHeader('X-Mine', 'kept');
    next();
  };
  await serving(chain(before, frameguard({ action: 'deny' })), async (ask) => {
    const { headers } = await ask('/');
    assert.equal(headers['x-frame-options'], 'DENY');
    assert.equal(headers['x-mine'], 'kept');
  });
});

test('one response does not see what another changed', async () => {
  let first = true;
  const change = (req, res, next) => {
    if (first) {
      res.setHeader('X-Frame-Options', 'DENY');
      res.removeHeader('Referrer-Policy');
      res.appendHeader?.('X-Content-Type-Options', 'twice');
    }
    first = false;
    next();
  };
  await serving(chain(helmet(), change), async (ask) => {
    await ask('/');
    const { headers } = await ask('/');
    assert.equal(headers['x-frame-options'], 'SAMEORIGIN');
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.equal(headers['x-content-type-options'], 'nosniff');
  });
});

test('a response that is not plain Node gets setHeader and nothing else', () => {
  const calls = [];
  const res = { setHeader: (name, value) => calls.push([name, value]), removeHeader: () => {} };
  helmet()({}, res, () => calls.push('next'));
  assert.equal(calls.length, 13);
  assert.deepEqual(calls[1], ['Cross-Origin-Opener-Policy', 'same-origin']);
  assert.equal(calls[12], 'next');
  // Nor one whose setHeader somebody has wrapped.
  const wrapped = new http.ServerResponse({ method: 'GET', httpVersionMajor: 1, httpVersionMinor: 1 });
  const seen = [];
  wrapped.setHeader = (name) => seen.push(name);
  helmet()({}, wrapped, () => {});
  assert.equal(seen.length, 12);
});

test('after the headers are sent, it is an error, as with setHeader', async () => {
  let caught;
  await serving(
    (req, res) => {
      res.writeHead(200);
      try {
        helmet()(req, res, () => {});
      } catch (error) {
        caught = error;
      }
      res.end();
    },
    (ask) => ask('/'),
  );
  assert.equal(caught?.code, 'ERR_HTTP_HEADERS_SENT');
});

test('a policy takes functions of the request, and checks what they say', async () => {
  const policy = contentSecurityPolicy({
    useDefaults: false,
    directives: { defaultSrc: ["'self'", (req, res) => `'nonce-${res.nonce}'`] },
  });
  const nonce = (req, res, next) => {
    res.nonce = req.url === '/bad' ? "x' *; script-src *" : 'abc123';
    next();
  };
  await serving(chain(nonce, policy), async (ask) => {
    assert.equal((await ask('/')).headers['content-security-policy'], "default-src 'self' 'nonce-abc123'");
    const bad = await ask('/bad');
    assert.equal(bad.status, 500);
    assert.equal(bad.headers['content-security-policy'], undefined);
  });
});

test('report-only stands beside the enforced policy', async () => {
  const trial = contentSecurityPolicy({ reportOnly: true, directives: { scriptSrc: ["'none'"] } });
  await serving(chain(helmet(), trial), async (ask) => {
    const { headers } = await ask('/');
    assert.match(headers['content-security-policy'], /script-src 'self'/);
    assert.match(headers['content-security-policy-report-only'], /script-src 'none'/);
  });
});

test('what no header may say is refused when it is set up', () => {
  assert.throws(
    () => helmet({ contentSecurityPolicy: { directives: { 'script-src': ['self'] } } }),
    /should be quoted/,
  );
  assert.throws(
    () => helmet({ contentSecurityPolicy: { directives: { 'script-src': ['a;b'] } } }),
    /invalid directive value/,
  );
  assert.throws(() => helmet({ frameguard: { action: 'allow' } }), /invalid action/);
  assert.throws(() => helmet({ referrerPolicy: { policy: 'no-referrer\nX: y' } }));
  assert.throws(() => helmet({ hsts: { maxAge: -1 } }));
});
