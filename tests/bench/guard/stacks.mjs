// The same protection twice: by the four packages, and by merlon-guard. What both need and neither is, the parsing of
// cookies for csrf-csrf, is in the bare server too.
import cookieParser from 'cookie-parser';

export const SECRET = 'a secret of the measurement, 32 bytes and more';
export const SESSION = 'f5d7e7d1-a0dd-cf55-c0bb-5aa5aabe441f';
export const COOKIE = '__Host-csrf';
export const ORIGIN = 'https://app.example.org';
const LIMIT = 4000000;

const peers = async () => {
  const [helmet, cors, limit, csrf] = await Promise.all(
    ['helmet', 'cors', 'express-rate-limit', 'csrf-csrf'].map((name) => import(name)),
  );
  const { doubleCsrfProtection } = csrf.doubleCsrf({
    getSecret: () => SECRET,
    getSessionIdentifier: () => SESSION,
    cookieName: COOKIE,
  });
  return [
    helmet.default(),
    cors.default({ origin: [ORIGIN], credentials: true }),
    limit.default({
      limit: LIMIT,
      standardHeaders: 'draft-7',
      legacyHeaders: false,
      keyGenerator: (req) => limit.ipKeyGenerator(req.socket.remoteAddress),
    }),
    doubleCsrfProtection,
  ];
};

const guard = async () => {
  const { default: merlon } = await import(process.env.MERLON_GUARD);
  return [
    merlon({
      cors: { origins: [ORIGIN], credentials: true },
      limit: { limit: LIMIT },
      csrf: { secret: SECRET, session: () => SESSION, cookie: COOKIE },
    }),
  ];
};

const cookies = cookieParser();

export async function stack(name) {
  if (name === 'bare') return [cookies];
  if (name === 'peers') return [cookies, ...(await peers())];
  return [cookies, ...(await guard())];
}
