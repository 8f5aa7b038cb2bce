// The same package by require.
import merlon = require('merlon-guard');
import cors = require('merlon-guard/cors');
import csrf = require('merlon-guard/csrf-csrf');
import rateLimit = require('merlon-guard/express-rate-limit');
import helmet = require('merlon-guard/helmet');

const guard: merlon.Guard = merlon({ csrf: false });
const handlers = [guard, guard.before, helmet(), helmet.hsts(), cors(), rateLimit(), rateLimit.rateLimit({ limit: 1 })];
const { doubleCsrf } = csrf;
export = { handlers, doubleCsrf, key: rateLimit.ipKeyGenerator('::1', 64), cookie: merlon.cookie('a', 'b') };
