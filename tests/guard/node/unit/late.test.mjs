import assert from 'node:assert/strict';
import http from 'node:http';
import test from 'node:test';
import express from 'express';
import express4 from 'express4';
import merlon from 'merlon-guard';
import { chain, SECRET, serving } from './support.mjs';

// The headers that all responses have alike are written late; nobody shall see a difference.

const make = (options) => merlon({ csrf: { secret: SECRET, session: () => 'session' }, log() {}, ...options });

test('what the application sets itself stays, once, however it sends its head', async () => {
  const guard = make({ limit: { limit: 1000 } });
  const ends = {
    implicit: (res) => res.end('hello'),
    head: (res) => res.writeHead(201).end('hello'),
    headers: (res) => res.writeHead(200, { 'Referrer-Policy': 'origin', 'X-Mine': '1' }).end('hello'),
    list: (res) => res.writeHead(200, 'Fine', ['Referrer-Policy', 'origin', 'X-Mine', '1']).end('hello'),
    flushed: (res) => {
      res.flushHeaders();
      res.end('hello');
    },
    written: (res) => {
      res.write('hel');
      res.end('lo');
    },
    // As compression and morgan do it.
    hooked: (res) => {
      const before = res.writeHead;
      res.writeHead = function (...args) {
        res.setHeader('Vary', 'Accept-Encoding');
        return before.apply(this, args);
      };
      res.end('hello');
    },
  };
  const app = (req, res) => {
    res.setHeader('X-Frame-Options', 'DENY');
    res.setHeader('Vary', 'Accept');
    const kind = req.url.slice(1);
    ends[kind](res);
    assert.equal(res.getHeader('X-Frame-Options'), 'DENY');
  };
  const powered = (req, res, next) => {
    res.setHeader('X-Powered-By', 'someone');
    next();
  };
  // As Express does, which gives responses another prototype.
  const other = Object.create(http.ServerResponse.prototype);
  const turned = (req, res, next) => {
    Object.setPrototypeOf(res, other);
    next();
  };
  const listeners = [chain(guard, app), chain(powered, guard, app), chain(turned, powered, guard, app)];
  for (const listener of listeners) {
    await serving(listener, async (ask) => {
      for (const kind of Object.keys(ends)) {
        const { headers, raw, body } = await ask(`/${kind}`);
        assert.equal(body, 'hello', kind);
        assert.equal(headers['x-frame-options'], 'DENY', kind);
        assert.equal(headers['x-content-type-options'], 'nosniff', kind);
        assert.match(headers.ratelimit, /^limit=1000, /, kind);
        assert.equal(headers['x-powered-by'], undefined, kind);
        assert.equal(headers.vary, `${kind === 'hooked' ? 'Accept-Encoding' : 'Accept'}, Origin`, kind);
        assert.equal(
          headers['referrer-policy'],
          kind === 'headers' || kind === 'list' ? 'origin' : 'no-referrer',
          kind,
        );
        const names = raw.filter((_, i) => i % 2 === 0).map((name) => name.toLowerCase());
        assert.equal(new Set(names).size, names.length, `${kind}: ${names}`);
      }
    });
  }
});

// A server of each kind: the guard, then what the test does with the response.
const kinds = {
  http: (guard, handle) => chain(guard, (req, res) => (handle(res), res.end('hello'))),
  express: (guard, handle) => express().use(guard, (req, res) => (handle(res), res.end('hello'))),
  express4: (guard, handle) => express4().use(guard, (req, res) => (handle(res), res.end('hello'))),
  // The guard sits in a part of the application; what comes behind is outside of it again.
  part: (guard, handle) => {
    const app = express();
    app.use(express().use(guard));
    return app.use((req, res) => (handle(res), res.end('hello')));
  },
  whole: (guard, handle) => {
    const app = express();
    app.use(guard);
    const part = express().disable('x-powered-by');
    return app.use(part.use((req, res) => (handle(res), res.end('hello'))));
  },
};

for (const [kind, build] of Object.entries(kinds)) {
  test(`headers that the application asks for, takes away or adds to: ${kind}`, async () => {
    let handle;
    const listener = build(make({ limit: { limit: 1000 } }), (res) => handle(res));
    await serving(listener, async (ask) => {
      const told = async (work) => {
        let failed;
        handle = (res) => {
          try {
            work(res);
          } catch (error) {
            failed = error;
          }
        };
        const { headers } = await ask('/');
        if (failed) throw failed;
        return headers;
      };

      const plain = await told(() => {});
      assert.equal(plain['x-frame-options'], 'SAMEORIGIN');
      assert.equal(plain.vary, 'Origin');
      assert.equal(plain['x-powered-by'], undefined);

      const asked = await told((res) => {
        assert.equal(res.getHeader('X-Frame-Options'), 'SAMEORIGIN');
        assert.match(String(res.getHeader('ratelimit')), /^limit=1000, /);
        assert.equal(res.hasHeader('Referrer-Policy'), true);
        assert.ok(res.getHeaderNames().includes('content-security-policy'));
        assert.equal(res.getHeaders()['x-content-type-options'], 'nosniff');
      });
      assert.deepEqual(Object.keys(asked).sort(), Object.keys(plain).sort());

      const without = await told((res) => res.removeHeader('X-FRAME-OPTIONS'));
      assert.equal(without['x-frame-options'], undefined);
      assert.equal(without['x-content-type-options'], 'nosniff');

      const more = await told((res) => {
        res.setHeader('X-Mine', '1');
        res.setHeader('Referrer-Policy', 'origin');
        res.appendHeader('Content-Security-Policy', "sandbox");
      });
      assert.equal(more['x-mine'], '1');
      assert.equal(more['referrer-policy'], 'origin');
      assert.match(more['content-security-policy'], /^default-src 'self'.*, sandbox$/);

      const varied = await told((res) => res.setHeader('Vary', [res.getHeader('Vary'), 'Accept'].filter(Boolean)));
      assert.deepEqual(varied.vary.split(', ').sort(), ['Accept', 'Origin']);

      // Nothing of one response stays for the next.
      assert.deepEqual(Object.keys(await told(() => {})).sort(), Object.keys(plain).sort());
    });
  });
}

test('a status that does not exist costs the answer to that error nothing', async () => {
  for (const build of [kinds.http, kinds.express]) {
    const odd = (res) => assert.throws(() => res.writeHead(99), RangeError);
    await serving(build(make({ limit: { limit: 1000 } }), odd), async (ask) => {
      const { status, headers } = await ask('/');
      assert.equal(status, 200);
      assert.equal(headers['x-frame-options'], 'SAMEORIGIN');
      assert.equal(headers.vary, 'Origin');
      assert.match(headers.ratelimit, /^limit=1000, /);
    });
  }
});

test('two guards on one response, each header once', async () => {
  for (const build of [kinds.http, kinds.express]) {
    const second = make({ limit: false, headers: { referrerPolicy: { policy: 'origin' }, xFrameOptions: false } });
    const first = make({ limit: { limit: 1000 } });
    const both = (req, res, next) => first(req, res, (error) => (error ? next(error) : second(req, res, next)));
    await serving(build(both, () => {}), async (ask) => {
      for (let i = 0; i < 3; i++) {
        const { headers, raw } = await ask('/');
        assert.match(headers.ratelimit, /^limit=1000, /);
        assert.equal(headers['x-frame-options'], 'SAMEORIGIN');
        const names = raw.filter((_, at) => at % 2 === 0).map((name) => name.toLowerCase());
        assert.equal(new Set(names).size, names.length, String(names));
      }
    });
  }
});

test('listed origins are told their own, among others that are told nothing', async () => {
  for (const build of [kinds.http, kinds.express]) {
    const origins = ['https://a.example', 'https://b.example'];
    await serving(build(make({ cors: { origins, credentials: true }, limit: { limit: 1000 } }), () => {}), async (ask) => {
      let left = 1000;
      for (const origin of [...origins, undefined, ...origins, 'https://c.example']) {
        const { status, headers } = await ask('/', { headers: origin ? { Origin: origin } : {} });
        const isListed = origins.includes(origin);
        assert.equal(status, origin && !isListed ? 403 : 200);
        assert.equal(headers['access-control-allow-origin'], isListed ? origin : undefined);
        assert.equal(headers['access-control-allow-credentials'], isListed ? 'true' : undefined);
        assert.equal(headers.vary, 'Origin');
        if (status !== 200) continue;
        left -= 1;
        assert.match(headers.ratelimit, new RegExp(`^limit=1000, remaining=${left}, reset=`));
        assert.equal(headers['x-content-type-options'], 'nosniff');
      }
    });
  }
});

test('a nonce is another for each response, and the one in its policy', async () => {
  const directives = { 'script-src': ["'self'", '{nonce}'] };
  const guard = make({ headers: { contentSecurityPolicy: { directives } }, cors: { origins: ['https://a.example'] } });
  for (const build of [kinds.http, kinds.express]) {
    let said;
    await serving(build(guard, (res) => (said = guard.nonce(res))), async (ask) => {
      const seen = new Set();
      for (const origin of ['', 'https://a.example', 'https://a.example', '']) {
        const { headers } = await ask('/', { headers: origin ? { Origin: origin } : {} });
        assert.match(said, /^[\w+/=-]{16,}$/);
        assert.ok(headers['content-security-policy'].includes(`'nonce-${said}'`));
        seen.add(said);
      }
      assert.equal(seen.size, 4);
    });
  }
});
