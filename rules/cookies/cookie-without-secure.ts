import { Request, Response } from 'express';
import session, { SessionOptions } from 'express-session';
import { getIronSession } from 'iron-session';
import { withIronSessionApiRoute } from 'iron-session/next';
import { setSignedCookie } from 'hono/cookie';
import { Context } from 'hono';
import * as Hapi from '@hapi/hapi';

const options: SessionOptions = {
    secret: process.env.KEY as string,
    // ruleid: cookie-without-secure
    cookie: { secure: false, httpOnly: true },
};
export const keep = session(options);

export async function iron(req: Request, res: Response): Promise<unknown> {
    // ruleid: cookie-without-secure
    return getIronSession(req, res, { password: 'x', cookieName: 's', cookieOptions: { secure: false } });
}

export function hapi(): void {
    const server = Hapi.server();
    // ruleid: cookie-without-secure
    server.state('session', { isSecure: false });
    // ok: cookie-without-secure
    server.state('session', { isSecure: true });
}

// ok: cookie-without-secure
export const good = session({ secret: process.env.KEY as string, cookie: { secure: true } });

export function set(req: Request, res: Response): void {
    // ok: cookie-without-secure
    res.cookie('session', req.body.id, { secure: true, httpOnly: true });
    // ok: cookie-without-secure
    res.cookie('lang', 'de', { secure: false });
}

// ruleid: cookie-without-secure
export const api = withIronSessionApiRoute(() => {}, { password: 'x', cookieOptions: { secure: false } });
export function signed(c: Context): void {
    // ruleid: cookie-without-secure
    setSignedCookie(c, 'session', 'x', 'key', { secure: false });
    // ok: cookie-without-secure
    setSignedCookie(c, 'session', 'x', 'key', { secure: true });
}
