import fastify, { FastifyRequest, FastifyReply } from 'fastify';
import { Context } from 'koa';

export async function echo(request: FastifyRequest, reply: FastifyReply) {
    const { name } = request.query as { name: string };
    // ruleid: header-injection
    reply.header(name, '1');
    // ok: header-injection
    reply.header('x-name', name);
    // ok: header-injection
    reply.header(name === 'a' ? 'x-a' : 'x-b', '1');
}

export async function mark(ctx: Context) {
    // ruleid: header-injection
    ctx.set(ctx.query.name as string, '1');
    // ok: header-injection
    ctx.set('x-n', `${ctx.query.n}`);
}
