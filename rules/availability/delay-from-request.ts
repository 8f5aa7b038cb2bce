import { Request, Response } from 'express';

export function a(req: Request, res: Response): void {
    const ms = req.query.ms as string;
    // ruleid: delay-from-request
    setTimeout(() => res.end(), parseInt(ms, 10));
}
export function b(req: Request, res: Response): void {
    // ok: delay-from-request
    setTimeout(() => res.end(), 1000);
    // ok: delay-from-request
    setTimeout(() => res.end(), Math.min(+(req.query.ms as string), 1000));
    // ok: delay-from-request
    setTimeout(() => res.end(req.query.ms as string), 1);
}
