import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { Client } from 'pg';

const client = new Client();

// The month becomes part of the query.
export async function monthly(req: Request, res: Response): Promise<void> {
    const rows = await client.query(`SELECT sum(total) FROM orders WHERE month = '${req.query.month}'`);
    res.json(rows.rows);
}

// Well done: a number is a number.
export async function yearly(req: Request, res: Response): Promise<void> {
    const rows = await client.query('SELECT sum(total) FROM orders WHERE year = $1', [Number(req.query.year)]);
    res.json(rows.rows);
}

// Well done: SHA-256 of a file's content is no password hash.
export function contentId(content: Buffer): string {
    return createHash('sha256').update(content).digest('hex');
}
