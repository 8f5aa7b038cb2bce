'use strict';
// The store of the express-rate-limit drop-in: the core's table. Under cluster and PM2 all workers share it.
const core = require('./core.js');
const { sharedPath } = require('./shared.js');
const { written } = require('./tools.js');

const FIXED = 2;
const LONGEST = 90 * 24 * 60 * 60 * 1000;
const { state } = core;
const HITS = 1;
const RESET = 3;

const LONGEST_TIMER = 2 ** 31 - 1;

// Whether a key's window runs at a time.
function runs(table, key, now) {
  const verdict = table.peek(String(key), 1, now);
  if (verdict < 0) written(verdict, 'rate limit');
  return state[HITS] > 0 || state[RESET] > 0;
}

class MemoryStore {
  #options;
  #path;
  #table;
  #limit = 0;
  #isIdle = true;

  // `path` names a file for processes that know nothing of each other; `capacity` is in keys.
  constructor(options = {}) {
    this.localKeys = true;
    this.windowMs = 60000;
    this.#options = options;
  }

  init(options) {
    const { windowMs, limit } = options;
    // What is no length of time counts as the shortest.
    this.windowMs = windowMs >= 1 ? Math.min(windowMs, LONGEST) : 1;
    this.#limit = Number.isInteger(limit) && limit >= 0 ? limit : 0;
    this.shutdown();
    this.#path = undefined;
    this.#open();
    // A table in which nothing was counted for a whole window has nothing to remember: its memory is given back.
    this.interval = setInterval(
      () => {
        if (this.#isIdle) this.#table = undefined;
        this.#isIdle = true;
      },
      Math.min(this.windowMs, LONGEST_TIMER),
    );
    this.interval.unref?.();
  }

  #open() {
    const { path, capacity } = this.#options;
    const windowMs = Math.floor(this.windowMs);
    this.#path ??= { of: path ?? sharedPath(`window ${windowMs} capacity ${capacity}`) };
    this.#table = core.limitNew({
      algorithm: FIXED,
      limit: this.#limit,
      windowMs,
      capacity,
      path: this.#path.of,
      replace: true,
    });
    return this.#table;
  }

  // Counts a hit; whether it is within the limit that `init` was given. What it came to is in `state`.
  hit(key, now) {
    this.#isIdle = false;
    const verdict = (this.#table ?? this.#open()).hit(key, 1, now);
    if (verdict < 0) written(verdict, 'rate limit');
    return verdict === 1;
  }

  async increment(key) {
    const now = Date.now();
    this.hit(String(key), now);
    return { totalHits: state[HITS], resetTime: new Date(now + state[RESET]) };
  }

  async get(key) {
    const now = Date.now();
    if (!runs(this.#table ?? this.#open(), key, now)) return undefined;
    return { totalHits: state[HITS], resetTime: new Date(now + state[RESET]) };
  }

  async decrement(key) {
    (this.#table ?? this.#open()).undo(String(key), 1, Date.now());
  }

  async resetKey(key) {
    (this.#table ?? this.#open()).forget(String(key), 1, 0);
  }

  async resetAll() {
    (this.#table ?? this.#open()).clear();
  }

  // The table goes with the last process that has it.
  shutdown() {
    clearInterval(this.interval);
    this.#table = undefined;
  }

  // The keys whose window runs, and those whose window ended within the last one.
  get current() {
    return { has: (key) => runs(this.#table ?? this.#open(), key, Date.now()) };
  }

  get previous() {
    const before = (key) => runs(this.#table ?? this.#open(), key, Date.now() - Math.floor(this.windowMs));
    return { has: (key) => !this.current.has(key) && before(key) };
  }
}

module.exports = { MemoryStore };
