import { NextFunction, Request, Response } from 'express';
import { cors } from 'hono/cors';
import { FastifyReply, FastifyRequest } from 'fastify';

const allowed = new Set<string>(['https://app.example.com']);

export function open(req: Request, res: Response, next: NextFunction): void {
    // ruleid: cors-reflected-origin
    res.setHeader('Access-Control-Allow-Origin', req.headers.origin as string);
    next();
}

export async function hook(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    // ruleid: cors-reflected-origin
    reply.header('Access-Control-Allow-Origin', request.headers.origin ?? '*');
}

export function GET(request: Request): globalThis.Response {
    // ruleid: cors-reflected-origin
    return new Response('x', { headers: { 'Access-Control-Allow-Origin': request.headers.get('origin') } });
}

// ruleid: cors-reflected-origin
export const hono = cors({ origin: origin => origin, allowMethods: ['GET'] });

export function listed(req: Request, res: Response, next: NextFunction): void {
    const origin: string | undefined = req.headers.origin;
    if (origin && allowed.has(origin)) {
        // ok: cors-reflected-origin
        res.setHeader('Access-Control-Allow-Origin', origin);
    }
    // ok: cors-reflected-origin
    res.setHeader('Vary', 'Origin');
    next();
}

// ok: cors-reflected-origin
export const some = cors({ origin: origin => (allowed.has(origin) ? origin : 'https://app.example.com') });

export function POST(request: Request): globalThis.Response {
    const origin = request.headers.get('origin');
    if (origin !== 'https://app.example.com') return new Response('no', { status: 403 });
    // ok: cors-reflected-origin
    return new Response('x', { headers: { 'Access-Control-Allow-Origin': origin } });
}
