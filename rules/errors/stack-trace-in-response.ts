import express, { NextFunction, Request, Response } from 'express';

const app = express();

app.use((err: Error, req: Request, res: Response, next: NextFunction) => {
    // ruleid: stack-trace-in-response
    res.status(500).send({ message: err.message, stack: err.stack });
});

export async function show(req: Request, res: Response): Promise<void> {
    try {
        res.json(await load(req.params.id));
    } catch (e: any) {
        // ruleid: stack-trace-in-response
        res.status(500).json({ stack: e.stack });
    }
}

export async function hide(req: Request, res: Response): Promise<void> {
    try {
        // ok: stack-trace-in-response
        res.json(await load(req.params.id));
    } catch (e: any) {
        log.error(e.stack);
        // ok: stack-trace-in-response
        res.status(500).json({ error: 'internal error' });
    }
}

app.use((err: Error, req: Request, res: Response, next: NextFunction) => {
    if (process.env.NODE_ENV !== 'production') {
        // ok: stack-trace-in-response
        res.status(500).send(err.stack);
    }
    next();
});

export class Orders {
    async list(req: Request, res: Response): Promise<void> {
        try {
            res.json(await load(req.params.id));
        } catch (error: unknown) {
            // ruleid: error-object-in-response
            res.status(500).json({ error });
        }
    }

    async one(req: Request, res: Response): Promise<void> {
        try {
            res.json(await load(req.params.id));
        } catch (error) {
            // ruleid: error-message-in-response
            res.status(500).json({ error: (error as Error).message });
        }
    }
}

export async function find(req: Request, res: Response): Promise<void> {
    try {
        res.json(await load(req.params.id));
    } catch (error) {
        const id = newErrorId();
        log.error({ id, error });
        // ok: error-object-in-response, error-message-in-response
        res.status(500).json({ error: 'internal error', id });
    }
}
