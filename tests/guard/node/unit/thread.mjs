import { parentPort } from 'node:worker_threads';
import merlon from 'merlon-guard';
import { MemoryStore } from 'merlon-guard/express-rate-limit';
import { SECRET, serving } from './support.mjs';

const store = new MemoryStore();
store.init({ windowMs: 60000 });
await store.increment('k');
await store.increment('k');
const { totalHits } = await store.increment('k');
const guard = merlon({ csrf: { secret: SECRET }, log: () => {} });
const { status } = await serving(
  guard.http((req, res) => res.end()),
  (ask) => ask('/', { method: 'POST' }),
);
parentPort.postMessage({ hits: totalHits, escaped: merlon.escapeHtml('<'), status });
