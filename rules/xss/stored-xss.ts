import { Model } from 'mongoose';
import { ModelStatic, ModelCtor } from 'sequelize';
import { Response } from 'express';

export async function page(a: Model<any>, b: ModelStatic<any>, c: ModelCtor<any>, res: Response) {
    // ruleid: stored-xss
    res.send(`<p>${(await a.findOne({})).name}`);
    // ruleid: stored-xss
    res.send(`<p>${(await b.findOne({})).name}`);
    // ruleid: stored-xss
    res.send(`<p>${(await c.findOne({})).name}`);
    // ok: stored-xss
    res.json(await a.findOne({}));
    // ok: stored-xss
    res.send(`<p>${Number((await a.findOne({})).age)}`);
    // ok: stored-xss
    res.send('<p>');
}
