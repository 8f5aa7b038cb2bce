import { Request, Response } from 'express';

export function page(req: Request, res: Response): void {
    // ruleid: template-options-injection
    res.render('page', req.body);
    const { name } = req.params;
    // ok: template-options-injection
    res.render('page', { name });
    // ok: template-options-injection
    res.render('page', { page: Number(req.query.page) });
    // ok: template-options-injection
    res.json(req.body);
}
