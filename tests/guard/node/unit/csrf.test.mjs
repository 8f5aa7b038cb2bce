import assert from 'node:assert/strict';
import test from 'node:test';
import { doubleCsrf } from 'merlon-guard/csrf-csrf';
import { chain, SECRET, serving } from './support.mjs';

const make = (options) =>
  doubleCsrf({ getSecret: () => SECRET, getSessionIdentifier: (req) => req.headers['x-session'] ?? '', ...options });

test('a form with its token is let through, without cookie parser or res.cookie', async () => {
  const { generateCsrfToken, doubleCsrfProtection } = make();
  const page = (req, res, next) => {
    if (req.method === 'GET') res.end(generateCsrfToken(req, res));
    else next();
  };
  await serving(chain(doubleCsrfProtection, page), async (ask) => {
    const { body: token, headers } = await ask('/', { headers: { 'X-Session': 'one' } });
    const [set] = headers['set-cookie'];
    assert.match(set, /^__Host-psifi\.x-csrf-token=.*; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    const cookie = set.split(';')[0];
    const post = (over) =>
      ask('/', { method: 'POST', headers: { Cookie: cookie, 'X-CSRF-Token': token, 'X-Session': 'one', ...over } });
    assert.equal((await post()).status, 200);
    assert.equal((await post({ 'X-CSRF-Token': token.replace(/.$/, (c) => (c === '0' ? '1' : '0')) })).status, 500);
    assert.equal((await post({ 'X-CSRF-Token': '' })).status, 500);
    assert.equal((await post({ Cookie: '' })).status, 500);
    assert.equal((await post({ 'X-Session': 'two' })).body, 'error: invalid csrf token');
  });
});

test('tokens of an old secret hold, those of another do not', () => {
  const fake = () => ({ headers: {}, cookies: {} });
  const response = () => ({ cookie() {} });
  const token = make({ getSecret: () => 'old-secret-old-secret' }).generateCsrfToken(fake(), response());
  const request = { headers: { 'x-csrf-token': token }, cookies: { '__Host-psifi.x-csrf-token': token } };
  assert.equal(
    make({ getSecret: () => ['new-secret-new-secret', 'old-secret-old-secret'] }).validateRequest(request),
    true,
  );
  assert.equal(make({ getSecret: () => ['new-secret-new-secret'] }).validateRequest(request), false);
  const sha512 = make({ hmacAlgorithm: 'sha512', size: 16 }).generateCsrfToken(fake(), response());
  assert.match(sha512, /^[0-9a-f]{128}\.[0-9a-f]{32}$/);
  assert.throws(() => make({ hmacAlgorithm: 'md5' }), TypeError);
});

test('only true skips the check', () => {
  const request = { method: 'POST', headers: {}, cookies: {} };
  const outcome = (skip) => {
    let error;
    make({ skipCsrfProtection: () => skip }).doubleCsrfProtection(request, {}, (given) => (error = given));
    return error?.code;
  };
  assert.equal(outcome(true), undefined);
  for (const value of [1, 'yes', {}, false, undefined]) assert.equal(outcome(value), 'EBADCSRFTOKEN');
});
