import session, { SessionOptions } from 'express-session';

// ruleid: cookie-never-ends
const options: SessionOptions = { secret: process.env.KEY as string, cookie: { maxAge: 1e12 } };
export const keep = session(options);
// ok: cookie-never-ends
export const short = session({ secret: process.env.KEY as string, cookie: { maxAge: 3600000 } });
// ok: cookie-never-ends
export const none = session({ secret: process.env.KEY as string });
// ok: cookie-never-ends
export const other = { maxAge: 1e12 };
