import { Redis } from 'ioredis';
import type { FastifyRequest, FastifyReply } from 'fastify';

export async function count(redis: Redis, request: FastifyRequest, reply: FastifyReply) {
    const { list } = request.body as { list: string };
    // ruleid: redis-script-injection
    await redis.eval(`return redis.call('llen', '${list}')`, 0);
    // ok: redis-script-injection
    await redis.eval("return redis.call('llen', KEYS[1])", 1, list);
    // ok: redis-script-injection
    await redis.llen(list);
    // ok: redis-script-injection
    await redis.eval(`return ${parseInt(list, 10)}`, 0);
}
