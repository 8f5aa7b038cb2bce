import session from 'express-session';
import { Response } from 'express';

// ruleid: cookie-samesite-none
export const keep = session({ secret: process.env.KEY as string, cookie: { sameSite: 'none', secure: true } });

export function set(res: Response): void {
    // ruleid: cookie-samesite-none
    res.cookie('a', 'b', { sameSite: 'none' });
    // ok: cookie-samesite-none
    res.cookie('a', 'b', { sameSite: 'strict' });
    // ok: cookie-samesite-none
    res.cookie('a', 'b', { sameSite: true });
}
// ok: cookie-samesite-none
export const options = { sameSite: 'none' };
