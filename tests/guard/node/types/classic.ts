// Resolution of before package.json had `exports`.
import merlon from 'merlon-guard';
import cors from 'merlon-guard/cors';
import { doubleCsrf } from 'merlon-guard/csrf-csrf';
import rateLimit, { MemoryStore } from 'merlon-guard/express-rate-limit';
import helmet, { frameguard } from 'merlon-guard/helmet';

export const all = [
  merlon({ csrf: false }),
  cors(),
  rateLimit({ store: new MemoryStore() }),
  helmet(),
  frameguard(),
  doubleCsrf,
];
