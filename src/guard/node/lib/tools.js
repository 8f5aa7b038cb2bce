'use strict';
// Small tools: escaping, comparison in constant time, random tokens, safe cookies.
const core = require('./core.js');

function fail(number, what) {
  const error = new RangeError(`merlon-guard: ${what}: ${core.errorText(number)}`);
  error.errno = number;
  return error;
}

// What the core wrote, or an exception.
function written(result, what) {
  if (typeof result === 'number') throw fail(result, what);
  return result;
}

const escapeHtml = (text) => core.escapeHtml(String(text));
const escapeAttribute = (text) => core.escapeAttribute(String(text));
const escapeUrl = (text) => core.escapeUrl(String(text));

function equal(a, b) {
  const result = core.equal(a, b);
  if (result < 0) throw new TypeError('merlon-guard: equal compares strings, Buffers or Uint8Arrays');
  return result === 1;
}

const randomToken = (bytes = 32) => written(core.randomToken(bytes), 'randomToken takes 16 to 1024 bytes');

const SITES = { lax: 0, strict: 1, none: 2 };

// The value of Set-Cookie: Path=/, HttpOnly, Secure and SameSite=Lax, but where the options say otherwise. `maxAge` is
// in seconds.
function cookie(name, value, options = {}) {
  const {
    path,
    domain,
    maxAge = 0,
    sameSite = 'lax',
    httpOnly = true,
    secure = true,
    partitioned = false,
    encode = false,
  } = options;
  const site = SITES[String(sameSite).toLowerCase()];
  if (site === undefined) throw new TypeError(`merlon-guard: sameSite is lax, strict or none, not ${sameSite}`);
  if (!Number.isInteger(maxAge)) throw new TypeError('merlon-guard: maxAge is a whole number of seconds');
  const flags = (httpOnly ? 0 : 1) | (secure ? 0 : 2) | (partitioned ? 4 : 0) | (encode ? 8 : 0);
  return written(core.cookieWrite(name, value, path, domain, maxAge, site, flags), `cookie ${name}`);
}

// One that makes the browser forget the cookie.
const expiredCookie = (name, options = {}) => cookie(name, '', { ...options, maxAge: -1 });

// The value of a cookie in a Cookie header; undefined when it is not there.
function readCookie(header, name) {
  const value = core.cookieFind(header, name);
  return typeof value === 'string' ? value : undefined;
}

// The key by which a client's address is counted: IPv6 by its network.
function addressKey(address, prefix = 56) {
  const key = core.addressKey(address, prefix);
  return typeof key === 'string' ? key : undefined;
}

module.exports = {
  escapeHtml,
  escapeAttribute,
  escapeUrl,
  equal,
  randomToken,
  cookie,
  expiredCookie,
  readCookie,
  addressKey,
  written,
};
