import { Controller, Get, Post, Query, Body } from '@nestjs/common';
import { Request, Response } from 'express';

export function login(req: Request, res: Response): void {
    // ruleid: password-in-query-string
    const password = req.query.password as string;
    // ruleid: password-in-query-string
    verify(req.query.pwd);
    // ok: password-in-query-string
    verify(req.body.password);
    // ok: password-in-query-string
    res.json({ page: req.query.page });
    // ok: password-in-query-string
    res.json({ required: schema.query.password });
}
