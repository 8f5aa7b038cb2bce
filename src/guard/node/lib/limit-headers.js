'use strict';
// The headers of a rate limit: the old X- ones, and the drafts 6 to 8 of the IETF's RateLimit fields.
const crypto = require('node:crypto');

const secondsLeft = (info, windowMs, now) =>
  info.resetTime ? Math.max(0, Math.ceil((info.resetTime.getTime() - now) / 1000)) : Math.ceil(windowMs / 1000);

function legacy(res, info) {
  res.setHeader('X-RateLimit-Limit', String(info.limit));
  res.setHeader('X-RateLimit-Remaining', String(info.remaining));
  if (info.resetTime) res.setHeader('X-RateLimit-Reset', String(Math.ceil(info.resetTime.getTime() / 1000)));
}

function draft6(res, info, windowMs, now) {
  res.setHeader('RateLimit-Policy', `${info.limit};w=${Math.ceil(windowMs / 1000)}`);
  res.setHeader('RateLimit-Limit', String(info.limit));
  res.setHeader('RateLimit-Remaining', String(info.remaining));
  if (info.resetTime) res.setHeader('RateLimit-Reset', String(secondsLeft(info, windowMs, now)));
}

function draft7(res, info, windowMs, now) {
  res.setHeader('RateLimit-Policy', `${info.limit};w=${Math.ceil(windowMs / 1000)}`);
  const reset = secondsLeft(info, windowMs, now);
  res.setHeader('RateLimit', `limit=${info.limit}, remaining=${info.remaining}, reset=${reset}`);
}

function append(res, name, value) {
  const before = res.getHeader(name);
  res.setHeader(name, before === undefined ? value : `${before}, ${value}`);
}

const partitions = new Map();

// Tells a client's quota from another's without telling the key.
function partition(key) {
  let text = partitions.get(key);
  if (text === undefined) {
    const hash = crypto.createHash('sha256').update(key).digest('hex').slice(0, 12);
    text = Buffer.from(hash).toString('base64');
    if (partitions.size >= 1000) partitions.clear();
    partitions.set(key, text);
  }
  return text;
}

function draft8(res, info, windowMs, now, name, key) {
  const window = Math.ceil(windowMs / 1000);
  append(res, 'RateLimit-Policy', `"${name}"; q=${info.limit}; w=${window}; pk=:${partition(key)}:`);
  append(res, 'RateLimit', `"${name}"; r=${info.remaining}; t=${secondsLeft(info, windowMs, now)}`);
}

function retryAfter(res, info, windowMs, now) {
  res.setHeader('Retry-After', String(secondsLeft(info, windowMs, now)));
}

const UNITS = [
  [24 * 60 * 60 * 1000, 'day', 'days'],
  [60 * 60 * 1000, 'hr', 'hrs'],
  [60 * 1000, 'min', 'mins'],
  [1000, 'sec', 'sec'],
];

// "5-in-2hrs"
function quotaName(limit, windowMs) {
  const [length, one, several] = UNITS.find(([unit]) => windowMs >= unit) ?? UNITS[3];
  const count = windowMs / length;
  return `${limit}-in-${count}${count > 1 ? several : one}`;
}

module.exports = { legacy, draft6, draft7, draft8, retryAfter, quotaName, DRAFTS: ['draft-6', 'draft-7', 'draft-8'] };
