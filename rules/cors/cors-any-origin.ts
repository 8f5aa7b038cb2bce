import { NextFunction, Request, Response as Answer } from 'express';
import cors, { CorsOptions } from 'cors';
import { NestFactory } from '@nestjs/core';
import { Header, Controller, Get } from '@nestjs/common';
import { WebSocketGateway } from '@nestjs/websockets';
import { cors as honoCors } from 'hono/cors';
import { NextResponse } from 'next/server';
import fastifyCors from '@fastify/cors';
import { AppModule } from './app.module';
import type { FastifyInstance } from 'fastify';

const allowed = new Set<string>(['https://app.example.com']);

export function open(req: Request, res: Answer, next: NextFunction): void {
    // ruleid: cors-any-origin
    res.header('Access-Control-Allow-Origin', '*');
    next();
}

const options: CorsOptions = {
    // ruleid: cors-any-origin
    origin: '*',
    methods: ['GET'],
};
export const any = cors(options);
const wrap = (from: string): ReturnType<typeof cors> => cors({ origin: from });
// ruleid: cors-any-origin
export const wrapped = wrap('*');

export async function nest(): Promise<void> {
    const app = await NestFactory.create(AppModule);
    // ruleid: cors-any-origin
    app.enableCors({ origin: '*' });
    // ruleid: cors-any-origin
    await NestFactory.create(AppModule, { cors: true });
    // ruleid: cors-any-origin
    await NestFactory.create(AppModule, { cors: { origin: '*' } });
    // ok: cors-any-origin
    app.enableCors({ origin: ['https://app.example.com'] });
    // ok: cors-any-origin
    await NestFactory.create(AppModule, { cors: false });
}

// ruleid: cors-any-origin
@WebSocketGateway({ cors: true })
export class Open {}

// ruleid: cors-any-origin
@WebSocketGateway(81, { cors: { origin: '*' } })
export class OpenToo {}

// ok: cors-any-origin
@WebSocketGateway({ cors: { origin: 'https://app.example.com' } })
export class Closed {}

@Controller('cats')
export class Cats {
    @Get()
    // ruleid: cors-any-origin
    @Header('Access-Control-Allow-Origin', '*')
    all(): string {
        return 'cats';
    }

    @Get('one')
    // ok: cors-any-origin
    @Header('Cache-Control', '*')
    one(): string {
        return 'cat';
    }
}

// ruleid: cors-any-origin
export const hono = honoCors({ origin: '*' });

export function GET(): Response {
    // ruleid: cors-any-origin
    return new Response('x', { headers: { 'Access-Control-Allow-Origin': '*' } });
}

export function POST(): NextResponse {
    const response = NextResponse.json({});
    // ruleid: cors-any-origin
    response.headers.set('Access-Control-Allow-Origin', '*');
    return response;
}

export async function plugin(app: FastifyInstance): Promise<void> {
    // ruleid: cors-any-origin
    await app.register(fastifyCors, { origin: true });
    // ok: cors-any-origin
    await app.register(fastifyCors, { origin: [...allowed] });
}

export function listed(req: Request, res: Answer, next: NextFunction): void {
    const origin: string | undefined = req.headers.origin;
    if (origin && allowed.has(origin)) {
        // ok: cors-any-origin
        res.setHeader('Access-Control-Allow-Origin', origin);
    }
    // ok: cors-any-origin
    res.setHeader('Vary', 'Origin');
    next();
}

// ok: cors-any-origin
export const one = cors({ origin: 'https://app.example.com', credentials: true });
// ok: cors-any-origin
export const some = cors({ origin: [...allowed], credentials: true });
