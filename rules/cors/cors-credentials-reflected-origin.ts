import { NextFunction, Request, Response } from 'express';

const allowed = new Set<string>(['https://app.example.com']);

export function open(req: Request, res: Response, next: NextFunction): void {
    const origin = req.headers.origin as string;
    res.setHeader('Access-Control-Allow-Credentials', 'true');
    // ruleid: cors-credentials-reflected-origin
    res.setHeader('Access-Control-Allow-Origin', origin);
    next();
}

export class Cors {
    use(req: Request, res: Response, next: NextFunction): void {
        // ruleid: cors-credentials-reflected-origin
        res.header('Access-Control-Allow-Origin', req.headers.origin);
        res.header('Access-Control-Allow-Credentials', 'true');
        next();
    }
}

export function listed(req: Request, res: Response, next: NextFunction): void {
    const origin: string | undefined = req.headers.origin;
    if (origin && allowed.has(origin)) {
        // ok: cors-credentials-reflected-origin
        res.setHeader('Access-Control-Allow-Origin', origin);
        res.setHeader('Access-Control-Allow-Credentials', 'true');
    }
    next();
}

export function fixed(req: Request, res: Response, next: NextFunction): void {
    // ok: cors-credentials-reflected-origin
    res.setHeader('Access-Control-Allow-Origin', 'https://app.example.com');
    res.setHeader('Access-Control-Allow-Credentials', 'true');
    next();
}

export function early(req: Request, res: Response, next: NextFunction): void {
    if (req.headers.origin !== 'https://app.example.com') return next();
    // ok: cors-credentials-reflected-origin
    res.setHeader('Access-Control-Allow-Origin', req.headers.origin);
    res.setHeader('Access-Control-Allow-Credentials', 'true');
    next();
}
