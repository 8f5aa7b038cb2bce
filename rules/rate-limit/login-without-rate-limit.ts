import express, { Request, Response } from 'express';
import argon2 from 'argon2';
import { compare } from 'bcryptjs';
import { slow } from './slow';

const router = express.Router();

// ruleid: login-without-rate-limit
router.post('/token', async (req: Request, res: Response) => {
    const same = await argon2.verify(stored, req.body.password);
    res.json({ same });
});

const enter = async (req: Request, res: Response): Promise<void> => {
    const same = await argon2.verify(stored, req.body.password);
    res.json({ same });
};

// ruleid: login-without-rate-limit
router.post('/enter', enter);

// ruleid: login-without-rate-limit
router.post('/old', async (req: Request, res: Response) => {
    res.json({ same: await compare(req.body.password, stored) });
});

// ok: login-without-rate-limit
router.post('/slow', slow, enter);

// ok: login-without-rate-limit
router.post('/echo', (req: Request, res: Response) => res.json(req.body));

// ok: login-without-rate-limit
router.post('/users', async (req: Request, res: Response) => {
    res.json({ hash: await argon2.hash(req.body.password) });
});
