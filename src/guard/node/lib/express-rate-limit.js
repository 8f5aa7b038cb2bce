'use strict';
// A drop-in for express-rate-limit 8. The store that is used when none is given is the core's, and then nothing waits:
// counting is a call, not a promise.
const core = require('./core.js');
const { makeChecks } = require('./limit-checks.js');
const headers = require('./limit-headers.js');
const { MemoryStore } = require('./memory-store.js');
const { RedisStore } = require('./redis-store.js');

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const { state } = core;
const HITS = 1;
const RESET = 3;

const console_ = {
  error: (error, message) => (message ? console.error(message, error) : console.error(error)),
  warn: (error, message) => (message ? console.warn(message, error) : console.warn(error)),
};

// ---- keys --------------------------------------------------------------------------------------

const KEPT_KEYS = 4096;
const keptKeys = new Map();

function makeIpKey(ip, subnet) {
  // An IPv4 address within IPv6, in the notation that shows it.
  const dotted = /^::(\d+\.\d+\.\d+\.\d+)$/.exec(ip);
  if (dotted) return dotted[1];
  const key = core.addressKey(ip, subnet === false ? 128 : subnet);
  if (typeof key !== 'string' || (subnet === false && key.includes('/'))) return ip;
  return key;
}

function ipKeyGenerator(ip, ipv6Subnet = 56) {
  if (typeof ip !== 'string' || !ip.includes(':')) return ip;
  const name = `${ipv6Subnet} ${ip}`;
  let key = keptKeys.get(name);
  if (key === undefined) {
    key = makeIpKey(ip, ipv6Subnet);
    if (keptKeys.size >= KEPT_KEYS) keptKeys.clear();
    keptKeys.set(name, key);
  }
  return key;
}

const addressOf = (req) => req.ip ?? req.socket?.remoteAddress;

// ---- options -----------------------------------------------------------------------------------

function isStore(store) {
  const has = (name) => typeof store[name] === 'function';
  return (
    store !== null &&
    typeof store === 'object' &&
    (has('increment') || has('incr')) &&
    has('decrement') &&
    has('resetKey') &&
    ['resetAll', 'init'].every((name) => store[name] === undefined || has(name))
  );
}

// Stores of the time before version 6 take a callback.
function modern(store) {
  if (typeof store.increment === 'function') return store;
  return {
    increment: (key) =>
      new Promise((resolve, reject) => {
        store.incr(key, (error, totalHits, resetTime) => (error ? reject(error) : resolve({ totalHits, resetTime })));
      }),
    decrement: (key) => store.decrement(key),
    resetKey: (key) => store.resetKey(key),
    resetAll: () => store.resetAll?.(),
  };
}

async function sendMessage(req, res, next, options) {
  res.statusCode = options.statusCode;
  const message = typeof options.message === 'function' ? await options.message(req, res) : options.message;
  if (res.writableEnded) return;
  if (typeof res.send === 'function') {
    res.send(message);
    return;
  }
  const isText = typeof message === 'string';
  res.setHeader('Content-Type', isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8');
  res.end(isText ? message : JSON.stringify(message));
}

const notSkipped = () => false;
const wasSuccessful = (req, res) => res.statusCode < 400;

function readOptions(passed) {
  const given = Object.fromEntries(Object.entries(passed).filter(([, value]) => value !== undefined));
  const logger = given.logger ?? console_;
  if (typeof logger.error !== 'function' || typeof logger.warn !== 'function') {
    throw new TypeError('merlon-guard: a logger has the functions `error` and `warn`');
  }
  const checks = makeChecks(given.validate ?? true, logger);
  checks.validationsConfig();
  checks.knownOptions(given);
  checks.draftPolliHeaders(given.draft_polli_ratelimit_headers);
  checks.onLimitReached(given.onLimitReached);
  if (given.ipv6Subnet !== undefined && typeof given.ipv6Subnet !== 'function') checks.ipv6Subnet(given.ipv6Subnet);
  checks.ipv6SubnetOrKeyGenerator(given);
  checks.keyGeneratorIpFallback(given.keyGenerator);
  let standard = given.standardHeaders ?? given.draft_polli_ratelimit_headers ?? false;
  if (standard === true) standard = 'draft-6';
  if (standard !== false) checks.headersDraftVersion(standard);
  const options = {
    windowMs: MINUTE,
    message: 'Too many requests, please try again later.',
    statusCode: 429,
    legacyHeaders: given.headers ?? true,
    requestPropertyName: 'rateLimit',
    skipFailedRequests: false,
    skipSuccessfulRequests: false,
    requestWasSuccessful: wasSuccessful,
    skip: notSkipped,
    ipv6Subnet: 56,
    handler: sendMessage,
    passOnStoreError: false,
    ...given,
    limit: given.limit ?? given.max ?? 5,
    standardHeaders: standard,
    logger,
    store: given.store ?? new MemoryStore(),
    validations: checks,
  };
  if (!isStore(options.store)) {
    throw new TypeError('merlon-guard: that is no store: it lacks one of increment, decrement and resetKey');
  }
  if (options.store instanceof MemoryStore) checks.windowMs(options.windowMs);
  checks.creationStack(options.store);
  return options;
}

// ---- the limiter -------------------------------------------------------------------------------

class Info {
  constructor(limit, used, resetTime, key) {
    this.limit = limit;
    this.used = used;
    this.remaining = Math.max(limit - used, 0);
    this.resetTime = resetTime;
    this.key = key;
  }

  // What it was called before version 7; not to be seen by those who list the fields.
  get current() {
    return this.used;
  }
}

// Calls back the hits of requests that shall not count after all. Listens from the start, for a client may be gone
// before its hit is counted; `counted` says when there is something to take back.
function watch(options, req, res, undo) {
  let isCounted = false;
  let wanted = false;
  let resetTime;
  const failed = (error) => options.logger.error(error, 'merlon-guard: a hit could not be taken back');
  const take = () => {
    if (isCounted && wanted !== 'done') {
      wanted = 'done';
      Promise.resolve(undo()).catch(failed);
    } else if (!isCounted) {
      wanted = true;
    }
  };
  if (options.skipFailedRequests) {
    res.on('finish', async () => {
      try {
        if (!(await options.requestWasSuccessful(req, res))) take();
      } catch (error) {
        failed(error);
      }
    });
    res.on('close', () => {
      if (!res.writableEnded) take();
    });
    res.on('error', take);
  }
  if (options.skipSuccessfulRequests) {
    res.on('finish', async () => {
      try {
        // A window that is over has nothing to give back.
        const isOver = resetTime && resetTime.getTime() <= Date.now();
        if (!isOver && (await options.requestWasSuccessful(req, res))) take();
      } catch (error) {
        failed(error);
      }
    });
  }
  return (reset) => {
    isCounted = true;
    resetTime = reset;
    if (wanted === true) take();
  };
}

async function general(options, store, req, res, next) {
  const { validations } = options;
  let key;
  const counted =
    options.skipFailedRequests || options.skipSuccessfulRequests
      ? watch(options, req, res, () => store.decrement(key))
      : undefined;
  if (await options.skip(req, res)) {
    next();
    return;
  }
  key = await options.key(req, res);
  let found;
  try {
    found = await store.increment(key);
  } catch (error) {
    if (!options.passOnStoreError) throw error;
    options.logger.error(error, 'merlon-guard: the store failed; allowing the request without a limit');
    next();
    return;
  }
  const { totalHits, resetTime } = found;
  validations.positiveHits(totalHits);
  validations.singleCount(req, options.store, key);
  const limit = typeof options.limit === 'function' ? await options.limit(req, res) : options.limit;
  validations.limit(limit);
  const info = new Info(limit, totalHits, resetTime, key);
  req[options.requestPropertyName] = info;
  const isOver = totalHits > limit;
  if (!res.headersSent) {
    const now = Date.now();
    let name;
    if (options.standardHeaders === 'draft-8') {
      const { identifier = headers.quotaName(limit, options.windowMs) } = options;
      name = typeof identifier === 'function' ? await identifier(req, res) : identifier;
    }
    if (options.standardHeaders === 'draft-7') validations.headersResetTime(resetTime);
    writeHeaders(options, res, info, now, name);
    if (isOver && (options.legacyHeaders || options.standardHeaders)) {
      headers.retryAfter(res, info, options.windowMs, now);
    }
  }
  counted?.(resetTime);
  validations.disable();
  if (isOver) await options.handler(req, res, next, options);
  else next();
}

function writeHeaders(options, res, info, now, name) {
  if (options.legacyHeaders) headers.legacy(res, info);
  if (options.standardHeaders === 'draft-6') headers.draft6(res, info, options.windowMs, now);
  else if (options.standardHeaders === 'draft-7') headers.draft7(res, info, options.windowMs, now);
  else if (options.standardHeaders === 'draft-8') headers.draft8(res, info, options.windowMs, now, name, info.key);
}

// The way of most requests: the core's own table, nothing to wait for.
function direct(options, store, req, res, next) {
  const { validations, limit, windowMs, legacyHeaders, standardHeaders } = options;
  const now = Date.now();
  let isOver;
  try {
    const key = String(options.key(req, res));
    isOver = !store.hit(key, now);
    const used = state[HITS];
    const resetTime = new Date(now + state[RESET]);
    const info = new Info(limit, used, resetTime, key);
    req[options.requestPropertyName] = info;
    if (validations.enabled.default !== false || options.validate !== false) {
      validations.singleCount(req, store, key);
      validations.limit(limit);
      validations.disable();
      options.validate = false;
    }
    if (!res.headersSent) {
      const name =
        standardHeaders === 'draft-8' ? (options.identifier ?? headers.quotaName(limit, windowMs)) : undefined;
      writeHeaders(options, res, info, now, name);
      if (isOver && (legacyHeaders || standardHeaders)) headers.retryAfter(res, info, windowMs, now);
    }
  } catch (error) {
    next(error);
    return undefined;
  }
  if (isOver) return Promise.resolve(options.handler(req, res, next, options)).catch(next);
  next();
  return undefined;
}

function rateLimit(passed = {}) {
  const options = readOptions(passed);
  const { validations } = options;
  const store = modern(options.store);
  validations.unsharedStore(options.store);
  if (typeof options.store.init === 'function') {
    try {
      const started = options.store.init(options);
      started?.catch?.((error) =>
        options.logger.error(error, 'express-rate-limit: async error during store initialization.'),
      );
    } catch (error) {
      options.logger.error(error, 'express-rate-limit: error during store initialization.');
    }
  }
  options.key = options.keyGenerator ?? defaultKey(options);
  const isDirect =
    options.store instanceof MemoryStore &&
    options.skip === notSkipped &&
    Number.isInteger(options.limit) &&
    options.limit >= 0 &&
    !options.skipFailedRequests &&
    !options.skipSuccessfulRequests &&
    options.keyGenerator === undefined &&
    typeof options.ipv6Subnet !== 'function' &&
    typeof options.identifier !== 'function';
  const middleware = isDirect
    ? (req, res, next) => direct(options, store, req, res, next)
    : (req, res, next) => general(options, store, req, res, next).catch(next);
  middleware.resetKey = (key) => store.resetKey(key);
  middleware.getKey = (key) => {
    if (typeof options.store.get !== 'function')
      throw new Error('merlon-guard: this store cannot tell a key (no `get`)');
    return options.store.get(key);
  };
  return middleware;
}

function defaultKey(options) {
  const { validations } = options;
  const key = (req, ip, subnet) => {
    if (validations.enabled.default !== false) {
      validations.ip(ip);
      if (req.app) {
        validations.trustProxy(req);
        validations.xForwardedForHeader(req);
      }
      validations.forwardedHeader(req);
    }
    return ipKeyGenerator(ip, subnet);
  };
  if (typeof options.ipv6Subnet !== 'function') return (req) => key(req, addressOf(req), options.ipv6Subnet);
  return async (req, res) => {
    const subnet = await options.ipv6Subnet(req, res);
    validations.ipv6Subnet(subnet);
    return key(req, addressOf(req), subnet);
  };
}

module.exports = rateLimit;
Object.assign(module.exports, {
  default: rateLimit,
  rateLimit,
  ipKeyGenerator,
  MemoryStore,
  RedisStore,
  SECOND,
  MINUTE,
  HOUR,
  DAY,
});
