'use strict';
// merlon({...}): all guards in one object, for each framework in its own shape. And the small tools.
const { Policy } = require('./policy.js');
const rateLimit = require('./express-rate-limit.js');
const tools = require('./tools.js');

const STAGES = ['all', 'before', 'after'];
// What a handler may have said of a body that is not sent after all.
const OF_THE_BODY = [
  'Content-Encoding',
  'Content-Length',
  'Content-Range',
  'ETag',
  'Last-Modified',
  'Transfer-Encoding',
];

function stageOf(stage = 'all') {
  if (!STAGES.includes(stage))
    throw new TypeError(`merlon-guard: a stage is one of ${STAGES.join(', ')}, not ${stage}`);
  return stage;
}

function send(res, answer) {
  res.statusCode = answer.status;
  if (answer.body) {
    res.setHeader('Content-Type', answer.type);
    res.setHeader('Content-Length', Buffer.byteLength(answer.body));
  }
  res.end(answer.body);
}

// Answers an error, whatever had been begun.
function sendError(res, answer) {
  if (res.headersSent) {
    // Too late for words: the client must not take the piece for the whole.
    res.destroy?.();
    return;
  }
  for (const name of OF_THE_BODY) res.removeHeader(name);
  res.setHeader('Cache-Control', 'no-store');
  send(res, answer);
}

// Calls back with the answer to a refused request, or undefined; now, or with Redis later.
function decide(policy, stage, view, req, res, done, failed) {
  let answer;
  try {
    answer = policy.decide(stage, view, req, res);
  } catch (error) {
    failed(error);
    return;
  }
  if (typeof answer?.then === 'function') answer.then(done).catch(failed);
  else done(answer);
}

// Express 4 and 5, Connect and whatever takes (req, res, next).
function middleware(policy, stage) {
  return function merlonGuard(req, res, next) {
    decide(policy, stage, req, req, res, (answer) => (answer ? send(res, answer) : next()), next);
  };
}

// Express' error handler; the last one that is registered. Hands on to nobody: what comes after it would print.
function errorMiddleware(policy) {
  // Express knows an error handler by its four parameters.
  return function merlonErrors(error, req, res, next) {
    void next;
    sendError(res, policy.fail(error, req, req));
  };
}

// A plugin for Fastify: the client is known before the body, the token and the account after.
function fastifyPlugin(policy) {
  const hook = (stage) => (request, reply, done) => {
    const refuse = (answer) => {
      if (!answer) done();
      else if (answer.body) reply.code(answer.status).header('content-type', answer.type).send(answer.body);
      else reply.code(answer.status).send();
    };
    decide(policy, stage, request, request.raw, reply.raw, refuse, done);
  };
  function merlonGuard(instance, options, done) {
    instance.addHook('onRequest', hook('before'));
    instance.addHook('preHandler', hook('after'));
    instance.setErrorHandler((error, request, reply) => {
      const answer = policy.fail(error, request, request.raw);
      for (const name of OF_THE_BODY) reply.removeHeader(name.toLowerCase());
      reply
        .code(answer.status)
        .header('cache-control', 'no-store')
        .header('content-type', answer.type)
        .send(answer.body);
    });
    done();
  }
  // For the whole application, not for a part of it.
  merlonGuard[Symbol.for('skip-override')] = true;
  merlonGuard[Symbol.for('fastify.display-name')] = 'merlon-guard';
  return merlonGuard;
}

// Koa: the guard and the error handler in one, for what comes after it.
function koaMiddleware(policy, stage) {
  const put = (ctx, answer) => {
    ctx.status = answer.status;
    if (answer.body) {
      ctx.set('Content-Type', answer.type);
      ctx.body = answer.body;
    } else {
      ctx.body = null;
      ctx.status = answer.status;
    }
  };
  return async function merlonGuard(ctx, next) {
    try {
      const answer = await policy.decide(stage, ctx, ctx.req, ctx.res);
      if (answer) put(ctx, answer);
      else await next();
    } catch (error) {
      const answer = policy.fail(error, ctx, ctx.req);
      if (ctx.headerSent) {
        ctx.res.destroy();
        return;
      }
      for (const name of OF_THE_BODY) ctx.remove(name);
      ctx.set('Cache-Control', 'no-store');
      put(ctx, answer);
    }
  };
}

// A listener for http.createServer: the guard before the handler, safe answers to what it throws.
function listener(policy, handler) {
  return (req, res) => {
    const failed = (error) => sendError(res, policy.fail(error, req, req));
    const done = (answer) => {
      if (answer) {
        send(res, answer);
        return;
      }
      try {
        const work = handler(req, res);
        if (typeof work?.then === 'function') work.then(undefined, failed);
      } catch (error) {
        failed(error);
      }
    };
    decide(policy, 'all', req, req, res, done, failed);
  };
}

function merlon(options) {
  const policy = new Policy(options);
  const raw = (view) => view.raw ?? view.req ?? view;
  const rawResponse = (view) => (view.raw?.setHeader ? view.raw : (view.res ?? view));
  const guard = middleware(policy, 'all');
  return Object.assign(guard, {
    before: middleware(policy, 'before'),
    after: middleware(policy, 'after'),
    errors: () => errorMiddleware(policy),
    fastify: fastifyPlugin(policy),
    koa: (stage) => koaMiddleware(policy, stageOf(stage)),
    http: (handler) => listener(policy, handler),
    // For servers of one's own shape: true when the request is allowed; else it was answered.
    check: (req, res, stage) =>
      new Promise((resolve, reject) => {
        const done = (answer) => {
          if (answer) send(res, answer);
          resolve(!answer);
        };
        decide(policy, stageOf(stage), req, req, res, done, reject);
      }),
    error: (error, req, res) => sendError(res, policy.fail(error, req, req)),
    // The CSRF token for a page; `view` and `response` are what the framework gives (Koa: ctx for both).
    token: (view, response = view) => policy.token(view, raw(view), rawResponse(response)),
    nonce: (response) => policy.nonce(rawResponse(response)),
  });
}

module.exports = merlon;
Object.assign(module.exports, {
  default: merlon,
  merlon,
  rateLimit,
  escapeHtml: tools.escapeHtml,
  escapeAttribute: tools.escapeAttribute,
  escapeUrl: tools.escapeUrl,
  equal: tools.equal,
  randomToken: tools.randomToken,
  cookie: tools.cookie,
  expiredCookie: tools.expiredCookie,
  readCookie: tools.readCookie,
  addressKey: tools.addressKey,
});
