import express, { Request, Response } from 'express';
import fastify from 'fastify';
import { Controller, Get, Query, Res } from '@nestjs/common';
import type { NextApiRequest, NextApiResponse } from 'next';
import { Hono } from 'hono';
import sanitizeHtml from 'sanitize-html';

export const greet = (req: Request, res: Response): void => {
    const name = req.query.name as string;
    // ruleid: xss-response
    res.send(`<h1>Hello ${name}</h1>`);
    // ok: xss-response
    res.send(`<h1>Hello ${sanitizeHtml(name)}</h1>`);
    // ok: xss-response
    res.json(`Hello ${name}`);
};

@Controller()
export class HelloController {
    @Get('hello')
    hello(@Query('name') name: string): string {
        // ruleid: xss-response
        return '<p>Hello ' + name + '</p>';
    }

    @Get('page')
    page(@Query('n') n: string, @Res() res: Response) {
        // ruleid: xss-response
        res.send('Page ' + n);
        // ok: xss-response
        res.send('Page ' + parseInt(n, 10));
    }

    @Get('json')
    json(@Query('name') name: string) {
        // ok: xss-response
        return { name };
    }
}

export default function handler(req: NextApiRequest, res: NextApiResponse) {
    // ruleid: xss-response
    res.status(200).send('<p>' + req.query.name + '</p>');
    // ok: xss-response
    res.status(200).json({ name: req.query.name });
}

const server = fastify();
server.get('/hello', async (request, reply) => {
    const { name } = request.query as { name: string };
    // ok: xss-response
    reply.send('Hello ' + name);
    // ruleid: xss-response
    reply.type('text/html').send('<p>' + name + '</p>');
    // ok: xss-response
    return { name };
});

const hono = new Hono();
hono.get('/hello', (c) => {
    if (c.req.query('plain')) {
        // ok: xss-response
        return c.text('Hello ' + c.req.query('name'));
    }
    // ruleid: xss-response
    return c.html('<p>Hello ' + c.req.query('name') + '</p>');
});

export async function GET(request: globalThis.Request) {
    const name = new URL(request.url).searchParams.get('name');
    if (name === 'plain') {
        // ok: xss-response
        return new Response('Hello ' + request.url);
    }
    // ruleid: xss-response
    return new Response('<p>Hello ' + name + '</p>', { headers: { 'Content-Type': 'text/html' } });
}
