// What applications write, as ES modules: it must compile, and what is marked must not.
import http from 'node:http';
import merlon, { escapeHtml, equal, type Guard, type GuardEvent } from 'merlon-guard';
import cors, { type CorsOptions } from 'merlon-guard/cors';
import { doubleCsrf, type DoubleCsrfConfigOptions } from 'merlon-guard/csrf-csrf';
import rateLimit, { MemoryStore, RedisStore, type Options, type Store } from 'merlon-guard/express-rate-limit';
import helmet, { frameguard, type HelmetOptions } from 'merlon-guard/helmet';

const log = (event: GuardEvent): void => console.log(event.outcome, event.rule);
const guard: Guard = merlon({
  csrf: { secret: process.env.SECRET ?? '', session: (req: http.IncomingMessage) => req.headers.cookie },
  cors: { origins: ['https://app.example.org'] },
  limit: { limit: 5, windowMs: 1000, redis: { sendCommand: async (...words) => words, fail: 'open' } },
  headers: {
    contentSecurityPolicy: { directives: { scriptSrc: ["'self'", '{nonce}'] } },
    frameguard: { action: 'deny' },
  },
  log,
});
http.createServer(
  guard.http(async (req, res) => {
    const token: string = guard.token(req, res);
    res.end(escapeHtml(token) + String(equal('a', Buffer.from('a'))));
  }),
);

const headers: HelmetOptions = { hsts: { maxAge: 5 }, xPoweredBy: false };
http.createServer((req, res) => helmet(headers)(req, res, () => frameguard()(req, res, () => res.end())));

const origins: CorsOptions = { origin: [/x/, 'https://a.example'], enforce: true };
http.createServer((req, res) => cors(origins)(req, res, () => res.end()));
cors((req, callback) => callback(null, { origin: req.method === 'GET' }));

const limiter = rateLimit({
  windowMs: 1000,
  limit: async (req) => (req.headers.host ? 1 : 2),
  keyGenerator: (req) => req.ip as string,
  store: new MemoryStore({ path: '/dev/shm/x' }),
  handler(req, res, next, options) {
    res.statusCode = options.statusCode;
    res.end();
  },
});
limiter.resetKey('x');
const info: Promise<number | undefined> = Promise.resolve(limiter.getKey('x')).then((found) => found?.totalHits);
class Own implements Store {
  init(options: Options): void {
    console.log(options.windowMs);
  }
  async increment(): Promise<{ totalHits: number; resetTime: Date | undefined }> {
    return { totalHits: 1, resetTime: undefined };
  }
  async decrement(): Promise<void> {}
  async resetKey(): Promise<void> {}
}
rateLimit({ store: new Own() });
rateLimit({ store: new RedisStore({ sendCommand: async (...words) => words.length, prefix: 'a:' }) });

const config: DoubleCsrfConfigOptions = { getSecret: () => ['a', 'b'], getSessionIdentifier: (req) => req.session.id };
const { generateCsrfToken, doubleCsrfProtection } = doubleCsrf(config);
export { info, generateCsrfToken, doubleCsrfProtection };

// @ts-expect-error both names of one header
helmet({ hsts: true, strictTransportSecurity: true });
// @ts-expect-error no draft
rateLimit({ standardHeaders: 'draft-2' });
// @ts-expect-error no secret
merlon({});
// @ts-expect-error no such option
merlon({ csrf: false, limits: {} });
// @ts-expect-error no such stage
guard.koa('sometime');
