'use strict';
// How headers get onto a response: composed once where they are the same for all, written with setHeader and nothing
// else where the response is not Node's own.
const http = require('node:http');

// What the core hands over: name NUL value NUL "+" or "" NUL for each.
function parse(text) {
  const fields = text.split('\0');
  const headers = [];
  for (let i = 0; i + 2 < fields.length; i += 3) headers.push([fields[i], fields[i + 1], fields[i + 2] === '+']);
  return headers;
}

// Adds a field's name to Vary, once.
function vary(res, field) {
  const before = res.getHeader('Vary');
  if (before === undefined) {
    res.setHeader('Vary', field);
    return;
  }
  const text = Array.isArray(before) ? before.join(', ') : String(before);
  if (text === '*') return;
  const names = text.toLowerCase().split(/\s*,\s*/);
  if (names.includes('*') || names.includes(field.toLowerCase())) return;
  res.setHeader('Vary', text ? `${text}, ${field}` : field);
}

function set(res, headers) {
  for (let i = 0; i < headers.length; i++) {
    const [name, value, append] = headers[i];
    if (append) vary(res, value);
    else res.setHeader(name, value);
  }
}

// Adds a value to a header that may be there several times (Set-Cookie).
function add(res, name, value) {
  const before = res.getHeader(name);
  if (before === undefined) res.setHeader(name, value);
  else res.setHeader(name, Array.isArray(before) ? [...before, value] : [String(before), value]);
}

// Node keeps a response's headers in an object of its own, by lower-case name, as [name, value]. Headers that were
// checked once can be put there without checking them anew for each response, which is most of what setHeader does.
// This asks Node whether it is so, and gives undefined where it is not.
function place() {
  try {
    const res = new http.ServerResponse({ method: 'GET', httpVersionMajor: 1, httpVersionMinor: 1 });
    res.setHeader('X-One', '1');
    const symbol = Object.getOwnPropertySymbols(res).find((own) => own.description === 'kOutHeaders');
    const kept = res[symbol];
    if (Object.getPrototypeOf(kept) !== null || JSON.stringify(kept) !== '{"x-one":["X-One","1"]}') return undefined;
    kept['x-two'] = ['X-Two', '2'];
    const fresh = new http.ServerResponse({ method: 'GET', httpVersionMajor: 1, httpVersionMinor: 1 });
    if (fresh[symbol] !== null || res.getHeader('X-Two') !== '2' || !res.getHeaderNames().includes('x-two')) {
      return undefined;
    }
    return symbol;
  } catch {
    return undefined;
  }
}

const kept = place();
const plainSetHeader = http.OutgoingMessage.prototype.setHeader;

const isKept = (res) => kept !== undefined && res.setHeader === plainSetHeader && res._header === null;

// A function that puts a fixed list of headers onto a response.
function fixed(headers) {
  // Refuses what Node would refuse, now instead of at each response.
  for (const [name, value] of headers) {
    http.validateHeaderName(name);
    http.validateHeaderValue(name, value);
  }
  const entries = headers.map(([name, value, append = false]) => ({
    key: name.toLowerCase(),
    name,
    value,
    append,
  }));
  return (res) => {
    let there;
    if (isKept(res)) {
      there = res[kept];
      if (there === null) {
        // Pairs of its own for each response: appendHeader changes them.
        there = { __proto__: null };
        for (let i = 0; i < entries.length; i++) {
          const { key, name, value } = entries[i];
          there[key] = [name, value];
        }
        res[kept] = there;
        return;
      }
    }
    for (const { key, name, value, append } of entries) {
      if (append) vary(res, value);
      else if (there) there[key] = [name, value];
      else res.setHeader(name, value);
    }
  };
}

// ---- late headers ------------------------------------------------------------------------------
//
// What is the same for every response is one text, and is written with the response's head: not found by getHeader
// before, and giving way to what the application set itself. A dozen headers cost about as much as one, that way.

const LATE = Symbol('merlon-guard headers');
const plainWriteHead = http.ServerResponse.prototype.writeHead;
const POWERED_BY = 'x-powered-by';
const RATE_LIMIT = 'ratelimit';

const lines = (text) =>
  text.split('\r\n').map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]);

// One by one, where the response has headers of the same names, or is given some with its status.
function putLines(res, text) {
  for (const [name, value] of lines(text)) {
    if (name === 'Vary') vary(res, value);
    else if (res.getHeader(name) === undefined) res.setHeader(name, value);
  }
}

function writeHead(statusCode, reason, headers) {
  const late = this[LATE];
  if (late === undefined || this._header) return plainWriteHead.call(this, statusCode, reason, headers);
  this[LATE] = undefined;
  const { text, names, first, rest } = late;
  const own = this[kept];
  let quick = reason === undefined && headers === undefined;
  const whole = { __proto__: null };
  whole[first.key] = [first.name, rest === '' ? text : text + rest];
  for (const key in own) {
    if (names.has(key) || (key === RATE_LIMIT && rest !== '')) quick = false;
    whole[key] = own[key];
  }
  if (!quick) {
    putLines(this, `${first.name}: ${text}${rest}`);
    return plainWriteHead.call(this, statusCode, reason, headers);
  }
  this[kept] = whole;
  try {
    return plainWriteHead.call(this, statusCode);
  } finally {
    this[kept] = own;
  }
}

// Whether Node writes such a text as it stands.
function writesText() {
  try {
    const res = new http.ServerResponse({ method: 'GET', httpVersionMajor: 1, httpVersionMinor: 1 });
    const names = new Set(['x-one', 'x-two']);
    res.setHeader('X-Three', '3');
    res[LATE] = { text: '1\r\nX-Two: 2', names, first: { key: 'x-one', name: 'X-One' }, rest: '' };
    writeHead.call(res, 204);
    return (
      kept !== undefined &&
      res._header.startsWith('HTTP/1.1 204 No Content\r\nX-One: 1\r\nX-Two: 2\r\nX-Three: 3\r\n') &&
      res.getHeader('X-Three') === '3'
    );
  } catch {
    return false;
  }
}

const isTextWritten = writesText();

// A function that gives a response a fixed list of headers, and `rest`: more lines, each behind a CRLF. With `removes`
// X-Powered-By goes.
function late(headers, removes) {
  for (const [name, value] of headers) {
    http.validateHeaderName(name);
    http.validateHeaderValue(name, value);
  }
  const entries = headers.map(([name, value]) => ({ key: name.toLowerCase(), name, value }));
  const names = new Set(entries.map(({ key }) => key));
  const all = headers.map(([name, value]) => `${name}: ${value}`).join('\r\n');
  const [first] = entries;
  const whole = first ? all.slice(first.name.length + 2) : '';
  const one = (res, rest, text) => {
    if (removes) res.removeHeader(POWERED_BY);
    if (first) putLines(res, `${first.name}: ${text}${rest}`);
    else if (rest !== '') putLines(res, rest.slice(2));
  };
  // Frameworks that give a response another prototype make each property that is added to it dear. They get the
  // headers where Node keeps them.
  const direct = (res, rest) => {
    const there = res[kept] ?? { __proto__: null };
    for (let i = 0; i < entries.length; i++) {
      const { key, name, value } = entries[i];
      if (there[key] === undefined) there[key] = [name, value];
      else if (key === 'vary') vary(res, value);
    }
    if (rest !== '') there[RATE_LIMIT] = ['RateLimit', rest.slice(13)];
    if (removes && there[POWERED_BY] !== undefined) delete there[POWERED_BY];
    res[kept] = there;
  };
  return (res, rest, text = whole) => {
    if (!first || !isTextWritten || !isKept(res) || res.writeHead !== plainWriteHead) {
      one(res, rest, text);
    } else if (Object.getPrototypeOf(res) === http.ServerResponse.prototype) {
      if (removes && res[kept] !== null) res.removeHeader(POWERED_BY);
      res[LATE] = { text, names, first, rest };
      res.writeHead = writeHead;
    } else if (text === whole) {
      direct(res, rest);
    } else {
      one(res, rest, text);
    }
  };
}

module.exports = { parse, set, add, vary, fixed, late };
