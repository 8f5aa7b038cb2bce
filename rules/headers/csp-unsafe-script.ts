import helmet from 'helmet';
import { Request, Response } from 'express';

// ruleid: csp-unsafe-script
export const a = helmet({ contentSecurityPolicy: { directives: { defaultSrc: ["'unsafe-inline'"] } } });
export function page(req: Request, res: Response): void {
    // ruleid: csp-unsafe-script
    res.header('content-security-policy', "script-src 'unsafe-eval'");
    // ok: csp-unsafe-script
    res.header('content-security-policy', "script-src 'self'");
    // ok: csp-unsafe-script
    res.header('x', "script-src 'unsafe-eval'");
}
// ok: csp-unsafe-script
export const b = helmet({ contentSecurityPolicy: { directives: { defaultSrc: ["'self'"] } } });
