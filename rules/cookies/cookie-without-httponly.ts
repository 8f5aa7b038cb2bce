import { Request, Response } from 'express';
import session, { SessionOptions } from 'express-session';
import { setCookie } from 'hono/cookie';
import { Context } from 'hono';
import { FastifyReply, FastifyRequest } from 'fastify';
import { cookies } from 'next/headers';
import * as Hapi from '@hapi/hapi';

const options: SessionOptions = {
    secret: process.env.KEY as string,
    // ruleid: cookie-without-httponly
    cookie: { secure: true, httpOnly: false },
};
export const keep = session(options);

export function login(req: Request, res: Response): void {
    // ruleid: cookie-without-httponly
    res.status(200).cookie('refreshToken', req.body.token, { secure: true }).end();
    // ok: cookie-without-httponly
    res.cookie('refreshToken', req.body.token, { secure: true, httpOnly: true });
}

export async function enter(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    // ruleid: cookie-without-httponly
    reply.setCookie('token', 'x' + request.id, { path: '/' });
    // ok: cookie-without-httponly
    reply.setCookie('language', 'de', { path: '/' });
}

export function hono(c: Context): void {
    // ruleid: cookie-without-httponly
    setCookie(c, 'session', c.req.header('x') as string, { secure: true });
    // ok: cookie-without-httponly
    setCookie(c, 'session', c.req.header('x') as string, { secure: true, httpOnly: true });
}

export async function action(value: string): Promise<void> {
    // ruleid: cookie-without-httponly
    (await cookies()).set('session', value, { secure: true });
    // ok: cookie-without-httponly
    (await cookies()).set('session', value, { secure: true, httpOnly: true });
}

export function hapi(): void {
    const server = Hapi.server();
    // ruleid: cookie-without-httponly
    server.state('session', { isHttpOnly: false });
    // ok: cookie-without-httponly
    server.state('session', { isSecure: true });
}
