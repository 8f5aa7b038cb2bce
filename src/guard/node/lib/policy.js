'use strict';
// What merlon() makes of its options, and one decision a request. Nothing here is decided: the core says whether a
// request is let through, and this writes down what it said.
const { inspect } = require('node:util');
const core = require('./core.js');
const { add, parse, set } = require('./apply.js');
const { late } = require('./late.js');
const { getDefaultDirectives, readHeaders, cspHeader } = require('./security-headers.js');
const { RedisLimit } = require('./redis-store.js');
const { sharedPath } = require('./shared.js');
const { readCookie, written } = require('./tools.js');

// Parts of the core's policy (MLG_PART_).
const CORS = 2;
const LIMIT = 4;
const ACCOUNT = 8;
const CSRF = 16;
const STAGES = { all: CORS | LIMIT | ACCOUNT | CSRF, before: CORS | LIMIT, after: ACCOUNT | CSRF };

// What its answer is made of.
const ALLOWED = 1;
const HEADERS = 2;
const EVENTS = 4;

const OUTCOMES = [undefined, 'blocked', 'would-block', 'error', 'degraded'];
const ALGORITHMS = { sliding: 0, gcra: 1 };
const NONCE = Symbol('merlon-guard nonce');
// Of what origins are told: a listed origin has one text, a pattern may have many.
const MOST_KNOWN = 256;
const FAILED = '{"error":"Internal Server Error"}\n';

const { state } = core;

// ---- options -----------------------------------------------------------------------------------

// A misspelt option would be a guard that is silently another.
function only(what, options, names) {
  if (options === null || typeof options !== 'object')
    throw new TypeError(`merlon-guard: ${what} is an object or false`);
  for (const name of Object.keys(options)) {
    if (!names.includes(name)) {
      throw new TypeError(`merlon-guard: ${what} has no option "${name}"; it has ${names.join(', ')}`);
    }
  }
  return options;
}

const listed = (value) => (Array.isArray(value) ? value.join(',') : value);

function readCsp(given) {
  const { directives = {}, useDefaults = true } = only('headers.contentSecurityPolicy', given, [
    'directives',
    'useDefaults',
  ]);
  const all = new Map(useDefaults ? Object.entries(getDefaultDirectives()) : []);
  for (const [name, sources] of Object.entries(directives)) {
    const directive = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    if (sources === null || sources === false) all.delete(directive);
    else all.set(directive, typeof sources === 'string' ? [sources] : [...sources]);
  }
  // Checked as helmet does, with its messages; `{nonce}` stands for the nonce of the response.
  cspHeader({ useDefaults: false, directives: Object.fromEntries(all) });
  return [...all].map(([name, sources]) => `${name}\t${sources.join(' ')}\n`).join('');
}

function headerOptions(given = {}) {
  if (given === false) return { noHeaders: true };
  const { contentSecurityPolicy, contentSecurityPolicyReportOnly, ...others } = given;
  const options = { headerNames: [], headerValues: [] };
  const change = (name, value) => {
    options.headerNames.push(name);
    options.headerValues.push(value);
  };
  if (contentSecurityPolicy === false) change('Content-Security-Policy', null);
  else if (contentSecurityPolicy !== undefined && contentSecurityPolicy !== true) {
    options.csp = readCsp(contentSecurityPolicy);
    options.cspBare = true;
  }
  if (contentSecurityPolicyReportOnly) {
    const lines = readCsp(contentSecurityPolicyReportOnly);
    change('Content-Security-Policy-Report-Only', written(core.cspWrite(lines, 0), 'policy'));
  }
  for (const { header, part } of readHeaders({ ...others, contentSecurityPolicy: false })) {
    if (header !== 'Content-Security-Policy' && header !== 'X-Powered-By') change(header, part ? part.value : null);
  }
  return options;
}

function corsOptions(given) {
  if (given === false) return { noCors: true };
  if (given === undefined) return {};
  const {
    origins = [],
    credentials = false,
    methods,
    allowedHeaders,
    exposedHeaders,
    maxAge,
    allowForeign = false,
  } = only('cors', given, [
    'origins',
    'credentials',
    'methods',
    'allowedHeaders',
    'exposedHeaders',
    'maxAge',
    'allowForeign',
  ]);
  return {
    allowForeign,
    cors: {
      origins,
      credentials,
      methods: listed(methods),
      allowedHeaders: listed(allowedHeaders),
      exposedHeaders: listed(exposedHeaders),
      maxAge,
    },
  };
}

const LIMIT_NAMES = ['limit', 'windowMs', 'algorithm', 'name', 'path', 'capacity', 'ipv6Subnet', 'redis'];

function limitOptions(what, given, path) {
  const { algorithm = 'sliding', ipv6Subnet, redis, ...others } = only(what, given, LIMIT_NAMES);
  void redis;
  if (ALGORITHMS[algorithm] === undefined) {
    throw new TypeError(`merlon-guard: ${what}.algorithm is sliding or gcra, not ${algorithm}`);
  }
  return { path, replace: true, ...others, algorithm: ALGORITHMS[algorithm], ipv6Prefix: ipv6Subnet };
}

function limitsOptions(limit = {}, accountLimit = {}) {
  if (limit === false) return { noLimit: true };
  const path = sharedPath('policy');
  return {
    limit: limitOptions('limit', limit, path),
    account: limitOptions('accountLimit', accountLimit, path && `${path}.account`),
  };
}

const CSRF_NAMES = ['secret', 'oldSecrets', 'cookie', 'origins', 'session', 'token'];

function csrfOptions(given) {
  if (given === false) return { noCsrf: true };
  const { secret, oldSecrets, cookie, origins } = only('csrf', given ?? {}, CSRF_NAMES);
  if (secret === undefined) {
    throw new TypeError(
      'merlon-guard: csrf.secret is missing: 32 bytes or more, from outside the code (or csrf: false)',
    );
  }
  return { csrf: { secret, oldSecrets, cookie, origins } };
}

const REDIS_NAMES = ['sendCommand', 'prefix', 'timeoutMs', 'retryMs', 'lease', 'fail'];

function redisLimits(limit, accountLimit) {
  if (!limit || !limit.redis) return undefined;
  const { fail = 'closed', ...redis } = only('limit.redis', limit.redis, REDIS_NAMES);
  if (fail !== 'closed' && fail !== 'open') throw new TypeError('merlon-guard: limit.redis.fail is closed or open');
  const make = (own, preset) => {
    const { limit: most = preset.limit, windowMs = preset.windowMs, algorithm, name = preset.name } = own;
    const prefix = `${redis.prefix ?? 'mlg:'}${name}:`;
    return Object.assign(new RedisLimit({ ...redis, prefix, limit: most, windowMs, algorithm }), { most, windowMs });
  };
  return {
    open: fail === 'open',
    ipv6Subnet: limit.ipv6Subnet ?? 56,
    client: make(limit, { limit: 100, windowMs: 60000, name: 'client' }),
    account: make(accountLimit ?? {}, { limit: 10, windowMs: 15 * 60000, name: 'account' }),
  };
}

// ---- defaults ----------------------------------------------------------------------------------

// What is worth a line when nobody listens: what would have been blocked, and errors, whose text is nowhere else.
// Refusals are not: a flood must not become a flood of lines.
function logPlainly(event) {
  if (event.outcome === 'blocked') return;
  const { outcome, control, rule, reason, id, client, method, path, detail } = event;
  const words = [`merlon-guard: ${outcome} ${control}`, rule && `(${rule})`, reason, id, client, method, path, detail];
  console.error(words.filter(Boolean).join(' '));
}

const sessionOf = (req) => req.session?.id ?? req.sessionID;
const tokenOf = (req) => {
  const sent = (req.headers ?? req.raw?.headers)?.['x-csrf-token'] ?? req.body?._csrf ?? req.request?.body?._csrf;
  return typeof sent === 'string' ? sent : undefined;
};

// The client's address: of the socket, or what the framework says that was told which proxies to trust.
function clientOf(req) {
  const settings = req.app?.settings;
  if (settings && !settings['trust proxy']) return req.socket.remoteAddress;
  return req.ip ?? req.socket?.remoteAddress;
}

// "https" where the socket says so; else nobody knows here who ends TLS in front.
const schemeOf = (req) => (req.socket?.encrypted ? 'https' : undefined);

const NAMES = ['reportOnly', 'headers', 'cors', 'limit', 'accountLimit', 'csrf', 'client', 'account', 'log'];

// ---- policy ------------------------------------------------------------------------------------

class Policy {
  #core;
  #putAll;
  #putSome;
  #some;
  #nonce;
  #known = new Map();
  #removesPoweredBy;
  #redis;
  #hasLimit;
  #read;
  #log;
  #cookie;

  constructor(options = {}) {
    only('merlon()', options, NAMES);
    const { reportOnly = false, limit, accountLimit, csrf, client, account, log = logPlainly } = options;
    this.reportOnly = Boolean(reportOnly);
    this.#redis = redisLimits(limit, accountLimit);
    this.#core = core.policyNew({
      reportOnly: this.reportOnly,
      ...headerOptions(options.headers),
      ...corsOptions(options.cors),
      ...limitsOptions(this.#redis ? false : limit, accountLimit),
      ...csrfOptions(csrf),
    });
    this.#hasLimit = limit !== false && !this.#redis && !this.reportOnly;
    this.#read = {
      session: csrf?.session ?? sessionOf,
      token: csrf?.token ?? tokenOf,
      client: client ?? clientOf,
      account,
    };
    this.#cookie = csrf === false ? undefined : (csrf?.cookie ?? '__Host-csrf');
    this.#log = log;
    this.#removesPoweredBy = options.headers !== false && options.headers?.xPoweredBy !== false && !this.reportOnly;
    this.#prepare();
  }

  // The headers that are the same for all, as the core says them once: those of a request without Origin, and those
  // that stay when the core says the others itself.
  #prepare() {
    const text = this.#core.fixed(this.reportOnly ? 1 : 0);
    const end = text.indexOf('\0');
    const nonce = text.slice(0, end);
    const all = parse(text.slice(end + 1)).filter(([name]) => name !== 'RateLimit');
    const told = ['Vary', 'RateLimit-Policy', 'Access-Control-Allow-Origin'];
    this.#nonce = nonce;
    this.#some = all.filter(([name]) => !told.includes(name));
    this.#putAll = this.#make(all);
    this.#putSome = this.#make(this.#some);
  }

  #make(headers) {
    const nonce = this.#nonce;
    const put = late(headers, this.#removesPoweredBy, nonce);
    if (!headers.some(([, value]) => nonce !== '' && value.includes(nonce))) return put;
    return (res, rest) => {
      const made = core.randomToken(16);
      res[NONCE] = made;
      if (res.locals) res.locals.nonce = made;
      put(res, rest, made);
    };
  }

  // What the core has just said that an origin is told, with what all are told. It says the same to most.
  #putTold(text) {
    // How much is left is another number each time, and the last of them.
    const end = text.indexOf('\0RateLimit\0');
    const told = end < 0 ? text : text.slice(0, end + 1);
    let put = this.#known.get(told);
    if (put === undefined) {
      put = this.#make([...this.#some, ...parse(told)]);
      if (this.#known.size === MOST_KNOWN) this.#known.clear();
      this.#known.set(told, put);
    }
    return put;
  }

  // Asks the core about a request; `res` gets its headers. `view` is what the application's functions are given.
  // undefined when it is allowed, else the answer: { status, type, body }. With Redis, a promise of that.
  decide(stage, view, req, res) {
    const parts = STAGES[stage];
    if (this.#redis) return this.#decideSlowly(parts, view, req, res);
    return this.#ask(parts, view, req, res);
  }

  #ask(parts, view, req, res) {
    const { method, headers } = req;
    const read = this.#read;
    const origin = headers.origin;
    const client = parts & LIMIT ? read.client(view) : undefined;
    const account = parts & ACCOUNT && read.account ? read.account(view) : undefined;
    let code;
    // What the core does not look at is not handed over.
    if (method === 'GET' || method === 'HEAD') {
      if (origin !== undefined)
        code = this.#core.check(parts, method, client, account, origin, headers.host, schemeOf(req));
      else if (account !== undefined) code = this.#core.check(parts, method, client, account);
      else code = this.#core.check(parts, method, client);
    } else {
      code = this.#core.check(
        parts,
        method,
        client,
        account,
        origin,
        headers.host,
        schemeOf(req),
        headers['access-control-request-method'],
        headers['access-control-request-headers'],
        headers.referer,
        headers['sec-fetch-site'],
        headers.cookie,
        parts & CSRF ? read.token(view) : undefined,
        parts & CSRF ? read.session(view) : undefined,
      );
    }
    if (code === ALLOWED || (code === ALLOWED + HEADERS && parts & CORS)) {
      const isCounted = parts & LIMIT && this.#hasLimit;
      const rest = isCounted
        ? `\r\nRateLimit: limit=${state[0]}, remaining=${state[2]}, reset=${Math.ceil(state[3] / 1000)}`
        : '';
      if (code !== ALLOWED) this.#putTold(this.#core.headers())(res, rest);
      else if (parts & CORS) this.#putAll(res, rest);
      return undefined;
    }
    if (code < 0) return this.fail(new Error(`merlon-guard: ${core.errorText(code)}`), view, req);
    if (parts & CORS) this.#putSome(res, '');
    if (code & EVENTS) this.#tell(view, req);
    if (code & HEADERS) set(res, parse(this.#core.headers()));
    return code & ALLOWED ? undefined : this.#verdict(headers.accept);
  }

  #verdict(accept) {
    const [status, , , type, ...body] = this.#core.verdict(accept).split('\0');
    return { status: Number(status), type, body: body.join('\0') };
  }

  #tell(view, req) {
    const fields = this.#core.events().split('\0');
    for (let i = 0; i + 9 < fields.length; i += 9) {
      const [outcome, control, rule, reason, id, client, , , detail] = fields.slice(i, i + 9);
      this.#report({ outcome: OUTCOMES[outcome], control, rule, reason, id, client, detail }, view, req);
    }
  }

  #report(event, view, req) {
    const url = req.originalUrl ?? req.url ?? '';
    const query = url.indexOf('?');
    const full = {
      ...event,
      client: event.client || this.#clientFor(view),
      method: req.method,
      path: query < 0 ? url : url.slice(0, query),
    };
    for (const name of Object.keys(full)) if (full[name] === '') full[name] = undefined;
    this.#log(full);
  }

  #clientFor(view) {
    try {
      return this.#read.client(view);
    } catch {
      return undefined;
    }
  }

  // ---- limits in Redis

  async #decideSlowly(parts, view, req, res) {
    if (parts & CORS) {
      const refused = this.#ask(CORS, view, req, res);
      if (refused) return refused;
    }
    if (parts & LIMIT) {
      const client = this.#read.client(view) ?? '';
      const { ipv6Subnet } = this.#redis;
      const key = core.addressKey(client, ipv6Subnet);
      const reason = 'too many requests of a client';
      const refused = await this.#askRedis(
        this.#redis.client,
        typeof key === 'string' ? key : client,
        reason,
        view,
        req,
        res,
      );
      if (refused) return refused;
    }
    const account = parts & ACCOUNT && this.#read.account ? this.#read.account(view) : undefined;
    if (account !== undefined && account !== null) {
      const reason = 'too many tries for an account';
      const refused = await this.#askRedis(this.#redis.account, String(account), reason, view, req, undefined, res);
      if (refused) return refused;
    }
    return parts & CSRF ? this.#ask(CSRF, view, req, res) : undefined;
  }

  // `res` is told how much is left; `onRefusal` only when nothing is.
  async #askRedis(limit, key, reason, view, req, res, onRefusal = res) {
    const { open } = this.#redis;
    let found;
    try {
      found = await limit.hit(key);
    } catch (error) {
      const said = open ? 'store unreachable, allowed' : 'store unreachable, refused';
      this.#report({ outcome: 'degraded', control: 'rate-limit', reason: said, detail: error.message }, view, req);
      if (open) return undefined;
      found = { allowed: false, retryMs: 1000 };
    }
    const to = found.allowed ? res : onRefusal;
    if (to && !this.reportOnly) {
      to.setHeader('RateLimit-Policy', `${limit.most};w=${Math.ceil(limit.windowMs / 1000)}`);
      if (found.remaining !== undefined) {
        const reset = Math.ceil(found.resetMs / 1000);
        to.setHeader('RateLimit', `limit=${limit.most}, remaining=${found.remaining}, reset=${reset}`);
      }
    }
    if (found.allowed) return undefined;
    const rule = 'login-without-rate-limit';
    const outcome = this.reportOnly ? 'would-block' : 'blocked';
    this.#report({ outcome, control: 'rate-limit', rule, reason }, view, req);
    if (this.reportOnly) return undefined;
    onRefusal.setHeader('Retry-After', String(Math.max(1, Math.ceil(found.retryMs / 1000))));
    const [status, , type, body] = core.errorAnswer(429, req.headers.accept).split('\0');
    return { status: Number(status), type, body };
  }

  // ---- errors

  // The answer to an error: a number to quote. What happened goes to the log.
  fail(error, view, req) {
    const given = error?.status ?? error?.statusCode;
    const status = Number.isInteger(given) && given >= 400 && given <= 599 ? given : 500;
    try {
      const answer = this.#core.error(status, describe(error), req.method, undefined, req.headers?.accept, undefined);
      this.#tell(view, req);
      const [said, , type, ...body] = answer.split('\0');
      return { status: Number(said), type, body: body.join('\0') };
    } catch {
      // An answer is owed whatever the log did.
      return { status: 500, type: 'application/json; charset=utf-8', body: FAILED };
    }
  }

  // ---- tokens

  // The token of a request's session, for the page; the cookie goes onto the response.
  token(view, req, res) {
    if (this.#cookie === undefined) throw new Error('merlon-guard: csrf is false');
    const session = this.#read.session(view) ?? '';
    const had = req.headers.cookie && readCookie(req.headers.cookie, this.#cookie);
    const token = had && this.#core.verify(session, had) === 1 ? had : written(this.#core.issue(session), 'csrf token');
    if (token !== had) add(res, 'Set-Cookie', written(this.#core.cookie(token), 'csrf cookie'));
    return token;
  }

  nonce(res) {
    return res[NONCE];
  }
}

function describe(error) {
  try {
    return error instanceof Error ? inspect(error) : String(error);
  } catch {
    return 'an error that cannot be printed';
  }
}

module.exports = { Policy };
