'use strict';
// What is often wrong about a rate limiter's setup, said once to the log. Codes as express-rate-limit's, so that what
// is written about them holds.
const net = require('node:net');
const { DRAFTS } = require('./limit-headers.js');

const LONGEST_TIMER = 2 ** 31 - 1;
const KNOWN_OPTIONS = new Set([
  'windowMs',
  'limit',
  'max',
  'message',
  'statusCode',
  'legacyHeaders',
  'headers',
  'standardHeaders',
  'draft_polli_ratelimit_headers',
  'identifier',
  'requestPropertyName',
  'skip',
  'skipSuccessfulRequests',
  'skipFailedRequests',
  'requestWasSuccessful',
  'keyGenerator',
  'ipv6Subnet',
  'handler',
  'store',
  'passOnStoreError',
  'validate',
  'logger',
  'onLimitReached',
]);

class Fault extends Error {
  constructor(code, message) {
    super(`${message} (${code})`);
    this.name = code.startsWith('WRN') ? 'ChangeWarning' : 'ValidationError';
    this.code = code;
    this.help = `https://express-rate-limit.github.io/${code}/`;
  }
}

const fault = (code, message) => {
  throw new Fault(code, message);
};

const storesInUse = new WeakSet();
const counted = new WeakMap();

const CHECKS = {
  ip(ip) {
    if (ip === undefined) {
      fault('ERR_ERL_UNDEFINED_IP_ADDRESS', "The request has no `ip`: the client's address is not known.");
    }
    if (!net.isIP(ip)) {
      fault(
        'ERR_ERL_INVALID_IP_ADDRESS',
        `"${ip}" is no IP address; with a port in it, a client could change its key.`,
      );
    }
  },
  trustProxy(req) {
    if (req.app.get('trust proxy') === true) {
      fault('ERR_ERL_PERMISSIVE_TRUST_PROXY', '"trust proxy" is true: clients can say which address they have.');
    }
  },
  xForwardedForHeader(req) {
    if (req.headers['x-forwarded-for'] && req.app.get('trust proxy') === false) {
      fault(
        'ERR_ERL_UNEXPECTED_X_FORWARDED_FOR',
        'X-Forwarded-For is there but "trust proxy" is false: all clients of the proxy may be counted as one.',
      );
    }
  },
  forwardedHeader(req) {
    if (req.headers.forwarded && req.ip === req.socket?.remoteAddress) {
      fault('ERR_ERL_FORWARDED_HEADER', 'Forwarded is there but not read: give a keyGenerator that reads it.');
    }
  },
  positiveHits(hits) {
    if (typeof hits !== 'number' || hits < 1 || hits !== Math.round(hits)) {
      fault('ERR_ERL_INVALID_HITS', `The store answered ${hits} hits; they are a whole number above 0.`);
    }
  },
  unsharedStore(store) {
    if (storesInUse.has(store)) {
      const more = store.localKeys ? '' : ' (with a unique prefix)';
      fault('ERR_ERL_STORE_REUSE', `A store serves one limiter; make another one for each${more}.`);
    }
    storesInUse.add(store);
  },
  singleCount(req, store, key) {
    const where = store.localKeys ? store : (store.prefix ?? '') + store.constructor.name;
    let places = counted.get(req);
    if (!places) counted.set(req, (places = new Map()));
    let keys = places.get(where);
    if (!keys) places.set(where, (keys = new Set()));
    if (keys.has(key)) fault('ERR_ERL_DOUBLE_COUNT', `The hit of ${key} was counted twice for one request.`);
    keys.add(key);
  },
  limit(limit) {
    if (limit === 0) fault('WRN_ERL_MAX_ZERO', 'A limit of 0 blocks every request.');
  },
  onLimitReached(given) {
    if (given) fault('WRN_ERL_DEPRECATED_ON_LIMIT_REACHED', 'onLimitReached is no longer called; use handler.');
  },
  draftPolliHeaders(given) {
    if (given) {
      fault(
        'WRN_ERL_DEPRECATED_DRAFT_POLLI_HEADERS',
        "draft_polli_ratelimit_headers is now standardHeaders: 'draft-6'.",
      );
    }
  },
  headersDraftVersion(version) {
    if (typeof version !== 'string' || !DRAFTS.includes(version)) {
      fault('ERR_ERL_HEADERS_UNSUPPORTED_DRAFT_VERSION', `standardHeaders: one of ${DRAFTS.join(', ')}.`);
    }
  },
  headersResetTime(resetTime) {
    if (!resetTime) fault('ERR_ERL_HEADERS_NO_RESET', 'The store does not say when the window ends; windowMs is told.');
  },
  knownOptions(passed) {
    const unknown = Object.keys(passed ?? {}).filter((name) => !KNOWN_OPTIONS.has(name));
    if (unknown.length) fault('ERR_ERL_UNKNOWN_OPTION', `Unknown options: ${unknown.join(', ')}.`);
  },
  validationsConfig(enabled) {
    const unknown = Object.keys(enabled).filter((name) => name !== 'default' && !(name in CHECKS));
    if (unknown.length) fault('ERR_ERL_UNKNOWN_VALIDATION', `validate names unknown checks: ${unknown.join(', ')}.`);
  },
  creationStack() {
    if (/Layer\.handle|Layer\.handleRequest|handle_request/.test(new Error().stack)) {
      fault('ERR_ERL_CREATED_IN_REQUEST_HANDLER', 'Make the limiter when the application starts, not in a request.');
    }
  },
  ipv6Subnet(subnet) {
    if (subnet === false) return;
    if (!Number.isInteger(subnet) || subnet < 32 || subnet > 64) {
      fault('ERR_ERL_IPV6_SUBNET', `ipv6Subnet is a whole number from 32 to 64, or false, not ${subnet}.`);
    }
  },
  ipv6SubnetOrKeyGenerator(options) {
    if (options.ipv6Subnet !== undefined && options.keyGenerator) {
      fault('ERR_ERL_IPV6SUBNET_OR_KEYGENERATOR', 'A keyGenerator of your own does not look at ipv6Subnet.');
    }
  },
  keyGeneratorIpFallback(keyGenerator) {
    const source = keyGenerator?.toString();
    if (source && /\b(req|request)\.ip\b/.test(source) && !source.includes('ipKeyGenerator')) {
      fault('ERR_ERL_KEY_GEN_IPV6', 'keyGenerator takes req.ip as it is: wrap it in ipKeyGenerator, for IPv6.');
    }
  },
  windowMs(windowMs) {
    if (!Number.isInteger(windowMs) || windowMs < 1 || windowMs > LONGEST_TIMER) {
      fault('ERR_ERL_WINDOW_MS', `windowMs is a whole number from 1 to ${LONGEST_TIMER}, not ${windowMs}.`);
    }
  },
};

// The checks of one limiter: each runs until it ran once.
function makeChecks(given, logger) {
  const enabled = typeof given === 'boolean' ? { default: given } : { default: true, ...given };
  const checks = {
    enabled,
    disable() {
      for (const name of Object.keys(enabled)) enabled[name] = false;
      enabled.default = false;
    },
  };
  for (const [name, check] of Object.entries(CHECKS)) {
    checks[name] = (...args) => {
      if (!(enabled[name] ?? enabled.default)) return;
      try {
        check(...(name === 'validationsConfig' ? [given === true || given === false ? {} : (given ?? {})] : args));
      } catch (error) {
        if (error instanceof Fault && error.name === 'ChangeWarning') logger.warn(error);
        else logger.error(error);
      }
    };
  }
  return checks;
}

module.exports = { makeChecks };
