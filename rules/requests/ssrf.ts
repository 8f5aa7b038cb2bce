import axios, { AxiosInstance } from 'axios';
import { Controller, Get, Post, Query, Body } from '@nestjs/common';
import { HttpService } from '@nestjs/axios';
import type { NextApiRequest, NextApiResponse } from 'next';
import fastify from 'fastify';

@Controller()
export class ProxyController {
    constructor(private readonly http: HttpService) {}

    @Get('proxy')
    proxy(@Query('url') url: string) {
        // ruleid: ssrf
        return this.http.get(url);
    }

    @Post('hook')
    hook(@Body() body: { url: string; id: string }) {
        // ruleid: ssrf
        this.http.axiosRef.post(body.url, {});
        // ok: ssrf
        return this.http.get(`https://api.example/items/${body.id}`);
    }
}

const client: AxiosInstance = axios.create({ baseURL: 'https://api.example' });

export default async function handler(req: NextApiRequest, res: NextApiResponse) {
    // ruleid: ssrf
    const answer = await fetch(req.query.url as string);
    const target = req.body.target === 'b' ? 'https://b.example' : 'https://a.example';
    // ok: ssrf
    await fetch(target);
    // ok: ssrf
    await client.get('/users', { params: { id: req.query.id } });
    res.send(await answer.json());
}

const server = fastify();
server.get('/feed', async (request) => {
    const { feed } = request.query as { feed: string };
    const url = new URL(feed);
    if (!['a.example', 'b.example'].includes(url.host)) throw new Error('host');
    // ok: ssrf
    const good = await fetch(feed);
    // ruleid: ssrf
    const bad = await axios.get(`http://${request.headers['x-host']}/`);
    return [good.status, bad.status];
});
