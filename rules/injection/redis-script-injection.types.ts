import { RedisClientType } from 'redis';
import { Request, Response } from 'express';

export function find(client: RedisClientType, req: Request, res: Response) {
    // ruleid: redis-script-injection
    client.eval(req.body.q);
    // ok: redis-script-injection
    client.get(req.body.q);
}
