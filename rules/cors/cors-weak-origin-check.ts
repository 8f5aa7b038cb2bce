import { NextFunction, Request, Response } from 'express';
import cors, { CorsOptions } from 'cors';

export function part(req: Request, res: Response, next: NextFunction): void {
    const origin = req.headers.origin as string;
    // ruleid: cors-weak-origin-check
    if (origin && origin.endsWith('example.com')) {
        res.setHeader('Access-Control-Allow-Origin', origin);
    }
    next();
}

const options: CorsOptions = {
    origin(from, callback) {
        // ruleid: cors-weak-origin-check
        if (/localhost/.test(from)) callback(null, true);
        else callback(new Error('not allowed'));
    },
};
export const some = cors(options);

export function whole(req: Request, res: Response, next: NextFunction): void {
    const origin = req.headers.origin as string;
    // ok: cors-weak-origin-check
    if (origin === 'https://example.com') res.setHeader('Access-Control-Allow-Origin', origin);
    // ok: cors-weak-origin-check
    if (/^https:\/\/example\.com$/.test(origin)) res.setHeader('Access-Control-Allow-Origin', origin);
    // ok: cors-weak-origin-check
    if (origin.endsWith('.example.com')) res.setHeader('Access-Control-Allow-Origin', origin);
    next();
}
