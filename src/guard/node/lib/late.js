'use strict';
// Headers that are written with the head of a response. What is the same for every response is one text: a dozen
// headers cost about as much as one, that way. The application sees no difference: what it sets itself goes first, and
// what it asks for or takes away by name is put where Node keeps headers, before it is asked for or taken away.
const http = require('node:http');
const { isKept, kept, vary } = require('./apply.js');

const LATE = Symbol('merlon-guard headers');
const POWERED_BY = 'x-powered-by';
const RATE_LIMIT = 'ratelimit';
const node = http.ServerResponse.prototype;
const {
  appendHeader: plainAppendHeader,
  getHeader: plainGetHeader,
  getHeaderNames: plainGetHeaderNames,
  getHeaders: plainGetHeaders,
  hasHeader: plainHasHeader,
  removeHeader: plainRemoveHeader,
  writeHead: plainWriteHead,
} = node;

// One by one, as if they had been set when the request came.
function putLines(res, text) {
  for (const line of text.split('\r\n')) {
    const end = line.indexOf(': ');
    const name = line.slice(0, end);
    if (res.getHeader(name) === undefined) res.setHeader(name, line.slice(end + 2));
  }
}

// What is late of a response is kept among its headers, where names alone are looked for: on a response that got
// another prototype (Express) each property more costs microseconds.
const getLate = (res) => res[kept]?.[LATE];

function putAll(res) {
  const { text, first, rest, field } = getLate(res);
  res[kept][LATE] = undefined;
  putLines(res, `${first.name}: ${text}${rest}`);
  if (field) vary(res, field);
}

function isLate(late, key) {
  return late.names.has(key) || (key === RATE_LIMIT && late.rest !== '');
}

// A method of Node's before which the header that it names is put in its place, or all are where it names none. Older
// Node lacks some.
const behind = (plain) =>
  plain &&
  function late(name, value) {
    const held = getLate(this);
    if (held !== undefined && !this._header && (name === undefined || isLate(held, String(name).toLowerCase()))) {
      putAll(this);
    }
    return plain.call(this, name, value);
  };

function writeHead(statusCode, reason, headers) {
  const late = getLate(this);
  if (late === undefined || this._header) return plainWriteHead.call(this, statusCode, reason, headers);
  let isQuick = reason === undefined && headers === undefined;
  const there = this[kept];
  for (const key in there) {
    if (isLate(late, key)) isQuick = false;
  }
  if (!isQuick) {
    putAll(this);
    return plainWriteHead.call(this, statusCode, reason, headers);
  }
  const { text, first, rest, field } = late;
  there[LATE] = undefined;
  let tail = rest;
  if (field) {
    if (there.vary !== undefined) vary(this, field);
    else tail = `\r\nVary: ${field}${rest}`;
  }
  there[first.key] = [first.name, text + tail];
  try {
    return plainWriteHead.call(this, statusCode);
  } finally {
    delete there[first.key];
    // A status that does not exist, say: the answer to that error is to have them too.
    if (!this._header) there[LATE] = late;
  }
}

const methods = {
  appendHeader: behind(plainAppendHeader),
  getHeader: behind(plainGetHeader),
  getHeaderNames: behind(plainGetHeaderNames),
  getHeaders: behind(plainGetHeaders),
  hasHeader: behind(plainHasHeader),
  removeHeader: behind(plainRemoveHeader),
  writeHead,
};

// Gives a response those methods. Where a framework has put a prototype of its own above Node's (Express does, for each
// application one, all above the same), they go there, once.
function equip(res) {
  let above = Object.getPrototypeOf(res);
  if (above === node) {
    // One by one: in a loop, each would be looked up anew for each response.
    res.appendHeader = methods.appendHeader;
    res.getHeader = methods.getHeader;
    res.getHeaderNames = methods.getHeaderNames;
    res.getHeaders = methods.getHeaders;
    res.hasHeader = methods.hasHeader;
    res.removeHeader = methods.removeHeader;
    res.writeHead = methods.writeHead;
    return;
  }
  for (let next = Object.getPrototypeOf(above); next !== node; next = Object.getPrototypeOf(next)) above = next;
  for (const [name, value] of Object.entries(methods)) {
    if (value) Object.defineProperty(above, name, { value, writable: true, configurable: true, enumerable: false });
  }
}

// Whether the response is Node's own to the last method, or has ours.
const isPlain = (res) =>
  res.writeHead === plainWriteHead &&
  res.removeHeader === plainRemoveHeader &&
  res.getHeader === plainGetHeader &&
  res instanceof http.ServerResponse;

// Whether Node writes such a text as it stands.
function writesText() {
  if (kept === undefined) return false;
  try {
    const res = new http.ServerResponse({ method: 'GET', httpVersionMajor: 1, httpVersionMinor: 1 });
    res.setHeader('X-Three', '3');
    const first = { key: 'x-one', name: 'X-One' };
    res[kept][LATE] = { text: '1\r\nX-Two: 2', names: new Set(['x-one', 'x-two']), first, rest: '', field: '' };
    writeHead.call(res, 204);
    const names = res.getHeaderNames();
    return (
      res._header.startsWith('HTTP/1.1 204 No Content\r\nX-Three: 3\r\nX-One: 1\r\nX-Two: 2\r\n') &&
      names.length === 1 &&
      names[0] === 'x-three'
    );
  } catch {
    return false;
  }
}

const isTextWritten = writesText();

// A function that gives a response a fixed list of headers, and `rest`: more lines, each behind a CRLF. Its third
// argument stands for `placeholder` in all values. With `removes` X-Powered-By goes.
function late(headers, removes, placeholder) {
  for (const [name, value] of headers) {
    http.validateHeaderName(name);
    http.validateHeaderValue(name, value);
  }
  const [, field = ''] = headers.find(([name]) => name === 'Vary') ?? [];
  const lines = headers.filter(([name]) => name !== 'Vary');
  const names = new Set(lines.map(([name]) => name.toLowerCase()));
  const whole = lines
    .map(([name, value]) => `${name}: ${value}`)
    .join('\r\n')
    .slice(lines.length ? lines[0][0].length + 2 : 0);
  const first = lines.length ? { key: lines[0][0].toLowerCase(), name: lines[0][0] } : undefined;
  const pieces = placeholder ? whole.split(placeholder) : [whole];
  return (res, rest, filling) => {
    const text = filling === undefined ? whole : pieces.join(filling);
    if (first && isTextWritten && isKept(res)) {
      const isEquipped = res.writeHead === writeHead;
      if (isEquipped ? getLate(res) === undefined : isPlain(res)) {
        if (!isEquipped) equip(res);
        const there = res[kept] ?? { __proto__: null };
        if (removes && there[POWERED_BY] !== undefined) delete there[POWERED_BY];
        there[LATE] = { text, names, first, rest, field };
        res[kept] = there;
        return;
      }
    }
    if (removes) res.removeHeader(POWERED_BY);
    if (field) vary(res, field);
    if (first) putLines(res, `${first.name}: ${text}${rest}`);
    else if (rest !== '') putLines(res, rest.slice(2));
  };
}

module.exports = { late };
