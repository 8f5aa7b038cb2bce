import { model } from 'mongoose';
import { Request, Response } from 'express';

const Item = model('Item');

export async function add(req: Request, res: Response) {
    // ruleid: mass-assignment
    const item = await Item.create(req.body);
    const { name } = req.body;
    // ok: mass-assignment
    await Item.create({ name });
    // ok: mass-assignment
    await Item.create({ name: String(req.body.name) });
    // ok: mass-assignment
    await Item.create({ name: req.params.name });
    res.json(item);
}
