import { Request, Response } from 'express';

export function a(req: Request, res: Response): void {
    const count = Number(req.query.count);
    // ruleid: loop-from-request
    for (let i = 0; i < count; i++) {
        res.write('x');
    }
}
export function b(req: Request, res: Response): void {
    // ok: loop-from-request
    for (let i = 0; i < 5; i++) res.write(req.query.text);
    // ok: loop-from-request
    for (const one of req.body.list) res.write(one);
    // ok: loop-from-request
    for (let i = 0; i < Math.min(Number(req.query.n), 5); i++) res.write('x');
}
