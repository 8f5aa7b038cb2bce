import { NextFunction, Request, Response } from 'express';
import cors from 'cors';

const allowed = new Set<string>(['https://app.example.com']);

export function open(req: Request, res: Response, next: NextFunction): void {
    // ruleid: cors-any-origin
    res.setHeader('Access-Control-Allow-Origin', req.headers.origin as string);
    // ruleid: cors-any-origin
    res.header('Access-Control-Allow-Origin', '*');
    next();
}

// ruleid: cors-any-origin
export const any = cors({ origin: true, credentials: true });

export function listed(req: Request, res: Response, next: NextFunction): void {
    const origin: string | undefined = req.headers.origin;
    if (origin && allowed.has(origin)) {
        // ok: cors-any-origin
        res.setHeader('Access-Control-Allow-Origin', origin);
    }
    // ok: cors-any-origin
    res.setHeader('Vary', 'Origin');
    next();
}

// ok: cors-any-origin
export const one = cors({ origin: 'https://app.example.com', credentials: true });
// ok: cors-any-origin
export const some = cors({ origin: [...allowed], credentials: true });
