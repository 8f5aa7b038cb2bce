import { Request, Response, Router } from 'express';

const router = Router();

router.post('/auth/sign-up', (req: Request, res: Response) => {
    // ruleid: login-in-log
    console.log(`sign up: ${JSON.stringify(req.body)}`);
    res.end();
});
export const login = (req: Request, res: Response): void => {
    // ruleid: login-in-log
    console.debug('body', req.body);
    // ok: login-in-log
    console.debug('mail', req.body.mail);
    res.end();
};
export const list = (req: Request, res: Response): void => {
    // ok: login-in-log
    console.debug('body', req.body);
    res.end();
};
router.get('/login', (req: Request, res: Response) => {
    // ok: login-in-log
    console.log(req.query.next);
    res.end();
});
