'use strict';
// A drop-in for cors, with one option more: `enforce: true` keeps foreign origins from the handler.
const core = require('./core.js');
const { parse, set } = require('./apply.js');

const ASK = 0;
const GRANTED = 1;
// What the core says of a request.
const FOREIGN = '3';
const FOREIGN_PREFLIGHT = '4';

const listed = (value) => (Array.isArray(value) ? value.join(',') : value);

// Whether an entry is an origin as browsers send them, which the core compares. Others can be equal to nothing that a
// browser sends but "null".
function isOrigin(entry) {
  if (entry.includes('*')) return false;
  try {
    core.corsNew({ origins: [entry] });
    return true;
  } catch {
    return false;
  }
}

// The part of the options that concerns the origin: what the core is told, and who judges it beside the core.
function originOptions(origin) {
  if (typeof origin === 'string') return { core: { fixedOrigin: origin } };
  if (origin === true) return { core: { reflectAny: true } };
  const entries = Array.isArray(origin) ? origin.flat(Infinity) : [origin];
  const origins = entries.filter((entry) => typeof entry === 'string' && isOrigin(entry));
  const others = entries.filter((entry) => entry && !origins.includes(entry));
  if (!others.length) return { core: { origins } };
  const judge = (sent) => {
    for (const entry of others) {
      if (typeof entry === 'string' ? entry === sent : entry instanceof RegExp ? entry.test(sent) : Boolean(entry)) {
        return GRANTED;
      }
    }
    return ASK;
  };
  return { core: { origins }, judge };
}

// What a set of options, its origin no function, makes of a request.
function compile(options, origin) {
  const { core: originPart, judge } = originOptions(origin);
  const maxAge = options.maxAge;
  const given = options.allowedHeaders ?? options.headers;
  const guard = core.corsNew({
    ...originPart,
    loose: true,
    credentials: options.credentials === true,
    methods: listed(options.methods) || undefined,
    allowedHeaders: listed(given),
    exposedHeaders: listed(options.exposedHeaders) || undefined,
    maxAge: typeof maxAge === 'number' || (typeof maxAge === 'string' && maxAge !== '') ? Number(maxAge) : -1,
  });
  const decide = (method, headers, verdict) => {
    const sent = headers.origin;
    return guard.apply(
      method,
      undefined,
      headers.host,
      sent,
      headers['access-control-request-method'],
      headers['access-control-request-headers'],
      judge && sent !== undefined && verdict === ASK ? judge(sent) : verdict,
    );
  };
  // Where the origin changes nothing, all but preflights are told the same.
  let same;
  if (originPart.fixedOrigin !== undefined) {
    same = parse(guard.apply('GET', undefined, undefined, undefined, undefined, undefined, ASK).slice(1));
  }
  return { decide, same };
}

function refuse(res) {
  res.statusCode = 403;
  res.setHeader('Content-Type', 'text/plain; charset=utf-8');
  res.setHeader('Content-Length', '9');
  res.end('Forbidden');
}

function answer(options, compiled, req, res, next, verdict) {
  const method = typeof req.method === 'string' ? req.method.toUpperCase() : req.method;
  const isOptions = method === 'OPTIONS';
  if (compiled.same && !isOptions && !options.enforce) {
    set(res, compiled.same);
    next();
    return;
  }
  const said = compiled.decide(method, req.headers, verdict);
  set(res, parse(said.slice(1)));
  if (options.enforce && (said[0] === FOREIGN || said[0] === FOREIGN_PREFLIGHT)) {
    refuse(res);
  } else if (!isOptions || options.preflightContinue) {
    next();
  } else {
    // Safari, and proxies, hang on a 204 that does not say that nothing follows.
    res.statusCode = options.optionsSuccessStatus ?? 204;
    res.setHeader('Content-Length', '0');
    res.end();
  }
}

function makeHandler(options) {
  const origin = options.origin === undefined ? '*' : options.origin;
  if (typeof origin !== 'function') {
    if (!origin) return (req, res, next) => next();
    const compiled = compile(options, origin);
    return (req, res, next) => answer(options, compiled, req, res, next, ASK);
  }
  // What the application says of an origin; answers that are no plain yes are lists of their own.
  const yes = compile(options, true);
  return (req, res, next) => {
    origin(req.headers.origin, (error, said) => {
      if (error || !said) {
        if (options.enforce && !error && req.headers.origin !== undefined) refuse(res);
        else next(error);
      } else if (said === true) {
        answer(options, yes, req, res, next, GRANTED);
      } else {
        answer(options, compile(options, said), req, res, next, ASK);
      }
    });
  };
}

function cors(options) {
  if (typeof options !== 'function') {
    const handler = makeHandler({ ...options });
    return function corsMiddleware(req, res, next) {
      handler(req, res, next);
    };
  }
  return function corsMiddleware(req, res, next) {
    options(req, (error, found) => {
      if (error) next(error);
      else makeHandler({ ...found })(req, res, next);
    });
  };
}

module.exports = cors;
module.exports.default = cors;
