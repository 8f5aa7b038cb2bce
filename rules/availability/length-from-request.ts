import { Request, Response } from 'express';

export function a(req: Request, res: Response): void {
    const list = req.body.list as string[];
    // ruleid: length-from-request
    for (let i = 0; i < list.length; i++) {
        res.write(list[i]);
    }
}
export function b(req: Request, res: Response): void {
    const list = req.body.list;
    if (Array.isArray(list)) {
        // ok: length-from-request
        for (let i = 0; i < list.length; i++) {
            res.write(list[i]);
        }
    }
    // ok: length-from-request
    for (const one of list) res.write(one);
    // ok: length-from-request
    for (let i = 0; i < 5; i++) res.write(list[i]);
}
