import assert from 'node:assert/strict';
import test from 'node:test';
import merlon from 'merlon-guard';

test('text is escaped for its place', () => {
  assert.equal(merlon.escapeHtml(`<a href="x" id='y'>&`), '&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;');
  assert.equal(merlon.escapeHtml('grün 漢字 🙂'), 'grün 漢字 🙂');
  assert.equal(merlon.escapeHtml(42), '42');
  assert.equal(merlon.escapeUrl('a b/ü'), 'a%20b%2F%C3%BC');
  assert.doesNotMatch(merlon.escapeAttribute('" onload=alert(1) x='), /["\s=()]/);
  // Longer than what is kept on the stack, and a NUL in the middle.
  const long = `<${'x'.repeat(10000)}\0>`;
  assert.equal(merlon.escapeHtml(long), `&lt;${'x'.repeat(10000)}\u{fffd}&gt;`);
  assert.throws(() => merlon.escapeHtml(Object.create(null)), TypeError);
});

test('equal compares texts and bytes', () => {
  assert.equal(merlon.equal('secret', 'secret'), true);
  assert.equal(merlon.equal('secret', 'secres'), false);
  assert.equal(merlon.equal('secret', 'secret2'), false);
  assert.equal(merlon.equal('', ''), true);
  assert.equal(merlon.equal(Buffer.from('ü'), 'ü'), true);
  assert.equal(merlon.equal(new Uint8Array([1, 2]), new Uint8Array([1, 3])), false);
  assert.equal(merlon.equal('a\0b', 'a\0c'), false);
  for (const wrong of [undefined, null, 1, {}, new Uint16Array(2)]) {
    assert.throws(() => merlon.equal(wrong, wrong), TypeError);
  }
});

test('tokens are random, of the length that is asked for', () => {
  assert.match(merlon.randomToken(), /^[\w-]{43}$/);
  assert.match(merlon.randomToken(16), /^[\w-]{22}$/);
  assert.equal(new Set(Array.from({ length: 1000 }, () => merlon.randomToken(16))).size, 1000);
  for (const wrong of [15, 1025, -1, NaN, 1e20]) assert.throws(() => merlon.randomToken(wrong), RangeError);
});

test('a cookie is safe unless it is said otherwise', () => {
  assert.equal(merlon.cookie('sid', 'abc'), 'sid=abc; Path=/; HttpOnly; Secure; SameSite=Lax');
  assert.equal(
    merlon.cookie('theme', 'dark', {
      httpOnly: false,
      secure: false,
      sameSite: 'Strict',
      maxAge: 60,
      path: '/a',
      domain: 'x.example',
    }),
    'theme=dark; Max-Age=60; Domain=x.example; Path=/a; SameSite=Strict',
  );
  assert.match(merlon.expiredCookie('sid'), /^sid=; Max-Age=0; /);
  assert.match(merlon.cookie('v', 'a b;c', { encode: true }), /^v=a%20b%3Bc; /);
  assert.throws(() => merlon.cookie('sid', 'a; Domain=evil.example'), /cookie sid/);
  assert.throws(() => merlon.cookie('sid', 'a\r\nSet-Cookie: b=c'), RangeError);
  assert.throws(() => merlon.cookie('s d', 'a'), RangeError);
  assert.throws(() => merlon.cookie('__Host-sid', 'a', { domain: 'x.example' }), /exclude one another/);
  assert.throws(() => merlon.cookie('sid', 'a', { sameSite: 'none', secure: false }), RangeError);
  assert.throws(() => merlon.cookie('sid', 'a', { sameSite: 'sometimes' }), TypeError);
  assert.throws(() => merlon.cookie('sid', 'a', { maxAge: 1.5 }), TypeError);
});

test('cookies and addresses are read', () => {
  assert.equal(merlon.readCookie('a=1; b="2"; a=3', 'a'), '1');
  assert.equal(merlon.readCookie('a=1; b="2"', 'b'), '2');
  assert.equal(merlon.readCookie('a=1', 'c'), undefined);
  assert.equal(merlon.readCookie(undefined, 'c'), undefined);
  assert.equal(merlon.addressKey('::ffff:192.0.2.1'), '192.0.2.1');
  assert.equal(merlon.addressKey('2001:db8:1:2ff::1'), '2001:db8:1:200::/56');
  assert.equal(merlon.addressKey('no address'), undefined);
});
