import { Logger } from 'winston';
import { Request, Response } from 'express';

export function note(logger: Logger, req: Request, res: Response) {
    // ruleid: log-injection
    logger.info(`got ${req.query.t}`);
    // ok: log-injection
    logger.info('got it', { t: req.query.t });
}
