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

module.exports = { parse, set, add, vary, fixed, kept, isKept };
