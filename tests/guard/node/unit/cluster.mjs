// A primary and four workers that hit one key; the primary says what came of it.
import cluster from 'node:cluster';
import merlon from 'merlon-guard';
import rateLimit from 'merlon-guard/express-rate-limit';

const WORKERS = 4;
const HITS = 500;

// Asks a middleware about a request of one client; whether it was let through.
const ask = (middleware) =>
  new Promise((resolve, reject) => {
    const headers = {};
    const res = {
      setHeader() {},
      getHeader() {},
      removeHeader() {},
      headersSent: false,
      send: () => resolve(false),
      end: () => resolve(false),
    };
    const req = { method: 'GET', url: '/', headers, ip: '192.0.2.7', socket: { remoteAddress: '192.0.2.7' } };
    middleware(req, res, (error) => (error ? reject(error) : resolve(true)));
  });

if (cluster.isPrimary) {
  const sum = { workers: 0, allowed: 0, refused: 0, policyAllowed: 0 };
  cluster.on('message', (worker, told) => {
    sum.workers++;
    for (const name of Object.keys(told)) sum[name] += told[name];
    if (sum.workers === WORKERS) process.send(sum);
  });
  for (let i = 0; i < WORKERS; i++) cluster.fork();
} else {
  const limiter = rateLimit({ limit: 700, windowMs: 3600000, validate: false });
  const other = rateLimit({ limit: 1, windowMs: 3600000, validate: false });
  const guard = merlon({ csrf: false, limit: { limit: 300, windowMs: 3600000 }, log: () => {} });
  const told = { allowed: 0, refused: 0, policyAllowed: 0 };
  for (let i = 0; i < HITS; i++) {
    if (await ask(limiter)) told.allowed++;
    else told.refused++;
    if (await ask(guard)) told.policyAllowed++;
    // One that is made at another place counts for itself.
    await ask(other);
  }
  process.send(told, () => process.disconnect());
}
