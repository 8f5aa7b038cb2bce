import { Request, Response } from 'express';

export function set(req: Request, res: Response): void {
    // ruleid: cookie-header-without-httponly
    res.header('Set-Cookie', `jwt=${req.body.token}`);
    // ok: cookie-header-without-httponly
    res.append('Set-Cookie', 'sessionId=' + req.body.id + '; HttpOnly');
    // ok: cookie-header-without-httponly
    res.header('Set-Cookie', `jwt=${req.body.token}; Secure; HttpOnly`);
    // ok: cookie-header-without-httponly
    res.header('Set-Cookie', 'lang=de');
    // ok: cookie-header-without-httponly
    res.header('Set-Cookie', 'jwt=deleted; Max-Age=0');
}
