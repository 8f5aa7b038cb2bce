import { FastifyReply } from 'fastify';
import { Response, CookieOptions } from 'express';

const options: CookieOptions = { httpOnly: true, sameSite: 'lax' };

export function set(res: Response, token: string): void {
    // ruleid: cookie-secure-missing
    res.cookie('token', token, options);
    // ok: cookie-secure-missing
    res.cookie('token', token, { ...options, secure: true });
    // ok: cookie-secure-missing
    res.clearCookie('token', options);
}

export function fastify(reply: FastifyReply, token: string): void {
    // ruleid: cookie-secure-missing
    reply.setCookie('session', token, { httpOnly: true });
    // ok: cookie-secure-missing
    reply.setCookie('colour', 'red', { httpOnly: true });
}
