import Fastify, { FastifyRequest, FastifyReply } from 'fastify';
import Koa from 'koa';
import Router from '@koa/router';
import * as Hapi from '@hapi/hapi';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository, DataSource } from 'typeorm';
import { Client } from 'pg';
import type { Request, Response } from 'express';
import type { NextApiRequest, NextApiResponse } from 'next';
import { createServer, IncomingMessage } from 'node:http';
import { sql } from 'drizzle-orm';
import { z } from 'zod';

const client = new Client();
const fastify = Fastify();

fastify.get<{ Querystring: { name: string } }>('/users', async (request, reply) => {
    // ruleid: sql-injection
    const found = await client.query(`SELECT * FROM users WHERE name = '${request.query.name}'`);
    // ok: sql-injection
    await client.query('SELECT * FROM users WHERE name = $1', [request.query.name]);
    return found.rows;
});

async function remove(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { id } = request.params as { id: string };
    // ruleid: sql-injection
    await client.query('DELETE FROM users WHERE id = ' + id);
    // ok: sql-injection
    await client.query('DELETE FROM users WHERE id = ' + Number.parseInt(id, 10));
}
fastify.route({ method: 'DELETE', url: '/users/:id', handler: remove });

const koa = new Koa();
const router = new Router();
router.get('/users/:id', async (ctx) => {
    // ruleid: sql-injection
    const { rows } = await client.query('SELECT * FROM users WHERE id = ' + ctx.params.id);
    // ruleid: sql-injection
    await client.query("SELECT * FROM users WHERE name = '" + ctx.request.body.name + "'");
    // ok: sql-injection
    await client.query('SELECT * FROM users WHERE id = $1', [ctx.params.id]);
    ctx.body = rows;
});
koa.use(router.routes());

const server = Hapi.server({ port: 3000 });
server.route({
    method: 'POST',
    path: '/users',
    handler: async (request, h) => {
        const payload = request.payload as { name: string };
        // ruleid: sql-injection
        await client.query(`INSERT INTO users (name) VALUES ('${payload.name}')`);
        // ok: sql-injection
        await client.query('INSERT INTO users (name) VALUES ($1)', [payload.name]);
        return h.response('ok');
    },
});

class User {
    id!: number;
}

@Controller('users')
export class UsersController {
    constructor(
        @InjectRepository(User) private readonly users: Repository<User>,
        private readonly source: DataSource,
    ) {}

    @Get(':id')
    async one(@Param('id') id: string, @Query() query: { sort: string }): Promise<User[]> {
        // ruleid: sql-injection
        await this.users.query(`SELECT * FROM users WHERE id = ${id}`);
        // ruleid: sql-injection
        await this.users.createQueryBuilder('u').where(`u.id = ${id}`).getOne();
        // ok: sql-injection
        await this.users.createQueryBuilder('u').where('u.id = :id', { id }).getOne();
        // ruleid: sql-injection
        return this.source.query('SELECT * FROM users ORDER BY ' + query.sort);
    }

    @Post()
    async add(@Body() body: { name: string }): Promise<void> {
        await this.insert(body.name);
    }

    private async insert(name: string): Promise<void> {
        // ruleid: sql-injection
        await this.source.query("INSERT INTO users (name) VALUES ('" + name + "')");
        // ok: sql-injection
        await this.source.query('INSERT INTO users (name) VALUES ($1)', [name]);
    }
}

export default async function handler(req: NextApiRequest, res: NextApiResponse) {
    // ruleid: sql-injection
    const found = await client.query(`SELECT * FROM items WHERE id = ${req.query.id}`);
    // ok: sql-injection
    await client.query('SELECT * FROM items WHERE id = $1', [req.query.id]);
    res.json(found.rows);
}

export async function POST(request: Request) {
    const { title } = await (request as any).json();
    // ruleid: sql-injection
    await client.query(`INSERT INTO posts (title) VALUES ('${title}')`);
}

const Search = z.object({ page: z.number(), word: z.string() });

export const search = async (req: Request, res: Response) => {
    const { word } = Search.parse(req.body);
    // ruleid: sql-injection
    await client.query(`SELECT * FROM posts WHERE text LIKE '%${word}%'`);
    // ruleid: sql-injection
    sql.raw(`SELECT * FROM posts WHERE text LIKE '%${word}%'`);
    // ok: sql-injection
    sql`SELECT * FROM posts WHERE text LIKE ${word}`;
    const page = z.coerce.number().parse(req.query.page);
    // ok: sql-injection
    await client.query(`SELECT * FROM posts OFFSET ${page}`);
    if (typeof req.body.page !== 'number') throw new Error('page');
    // ok: sql-injection
    await client.query(`SELECT * FROM posts OFFSET ${req.body.page}`);
};

createServer(async (message: IncomingMessage, answer) => {
    const url = new URL(message.url!, 'http://localhost');
    // ruleid: sql-injection
    await client.query("SELECT * FROM pages WHERE name = '" + url.searchParams.get('name') + "'");
    let body = '';
    for await (const chunk of message) body += chunk;
    const data = JSON.parse(body);
    // ruleid: sql-injection
    await client.query('SELECT * FROM pages WHERE id = ' + data.id);
    answer.end();
});
