'use strict';
// A limit in Redis, through the client that the application has. What is counted and decided is the core's script,
// run in Redis by its clock, so that machines share one limit.
const core = require('./core.js');

const ALGORITHMS = { sliding: 0, gcra: 1, fixed: 2 };
const KEPT_LEASES = 100000;

class RedisLimit {
  #send;
  #script;
  #sha;
  #options;
  #downUntil = 0;
  #leases = new Map();

  // `sendCommand` is given a command's words ("EVALSHA", …) and promises the answer, as the clients' own functions do.
  constructor({
    sendCommand,
    algorithm = 'sliding',
    limit,
    windowMs,
    prefix = 'mlg:',
    timeoutMs = 50,
    retryMs = 1000,
    lease = 1,
  }) {
    if (typeof sendCommand !== 'function') throw new TypeError('merlon-guard: sendCommand is a function');
    const kind = ALGORITHMS[algorithm];
    if (kind === undefined) throw new TypeError(`merlon-guard: algorithm is sliding, gcra or fixed, not ${algorithm}`);
    this.#send = sendCommand;
    this.#script = core.redisScript(kind, 0);
    this.#sha = core.redisScript(kind, 1);
    this.#options = { limit, windowMs, prefix, timeoutMs, retryMs, lease: Math.max(1, Math.floor(lease)) };
  }

  async #run(key, limit, cost, lease) {
    const { prefix, windowMs } = this.#options;
    const rest = ['1', prefix + key, String(limit), String(Math.round(windowMs * 1000)), String(cost), String(lease)];
    try {
      return await this.#send('EVALSHA', this.#sha, ...rest);
    } catch (error) {
      if (!/NOSCRIPT/.test(String(error?.message ?? error))) throw error;
      return this.#send('EVAL', this.#script, ...rest);
    }
  }

  async #bounded(work) {
    const { timeoutMs, retryMs } = this.#options;
    if (Date.now() < this.#downUntil) throw new Error('merlon-guard: Redis was not there a moment ago');
    let timer;
    const late = new Promise((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`merlon-guard: Redis did not answer in ${timeoutMs} ms`)), timeoutMs);
    });
    try {
      return await Promise.race([work(), late]);
    } catch (error) {
      this.#downUntil = Date.now() + retryMs;
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  // Counts a hit: { allowed, hits, remaining, resetMs, retryMs }. Fails when Redis cannot be asked in time.
  async hit(key, cost = 1, limit = this.#options.limit) {
    const { lease } = this.#options;
    const now = Date.now();
    const held = lease > 1 ? this.#leases.get(key) : undefined;
    if (held && held.left >= cost && now < held.until) {
      held.left -= cost;
      const resetMs = held.until - now;
      return { allowed: true, hits: held.hits - held.left, remaining: held.remaining + held.left, resetMs, retryMs: 0 };
    }
    const answer = await this.#bounded(() => this.#run(key, limit, cost, lease));
    const numbers = Array.isArray(answer) ? answer.map(Number) : [];
    if (numbers.length !== 6 || numbers.some(Number.isNaN)) throw new Error('merlon-guard: Redis gave an odd answer');
    const [allowed, hits, remaining, resetUs, retryUs, granted] = numbers;
    const left = allowed ? granted - cost : 0;
    if (left > 0) {
      if (this.#leases.size >= KEPT_LEASES) this.#leases.clear();
      this.#leases.set(key, { left, hits, remaining, until: now + Math.min(resetUs / 1000, this.#options.windowMs) });
    }
    return {
      allowed: allowed === 1,
      hits: hits - left,
      remaining: remaining + left,
      resetMs: resetUs / 1000,
      retryMs: retryUs / 1000,
    };
  }

  async forget(key) {
    this.#leases.delete(key);
    await this.#bounded(() => this.#send('DEL', this.#options.prefix + key));
  }
}

// The same as a store of express-rate-limit.
class RedisStore {
  #given;
  #limit;

  constructor(options) {
    this.#given = options;
    this.prefix = options.prefix ?? 'mlg:';
    this.localKeys = false;
  }

  init({ windowMs, limit }) {
    this.#limit = new RedisLimit({
      ...this.#given,
      algorithm: 'fixed',
      windowMs,
      limit: Number.isInteger(limit) ? limit : 0,
    });
  }

  async increment(key) {
    const { hits, resetMs } = await this.#limit.hit(key);
    return { totalHits: hits, resetTime: new Date(Date.now() + resetMs) };
  }

  async decrement(key) {
    await this.#given.sendCommand('DECR', this.prefix + key);
  }

  async resetKey(key) {
    await this.#limit.forget(key);
  }
}

module.exports = { RedisLimit, RedisStore };
