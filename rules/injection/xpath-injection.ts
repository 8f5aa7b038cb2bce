import * as xpath from 'xpath';
import { Request, Response } from 'express';

export function find(req: Request, res: Response, node: Node) {
    const { name } = req.body;
    // ruleid: xpath-injection
    const found = xpath.evaluate(`//user[name='${name}']`, node, null, 0, null);
    // ok: xpath-injection
    xpath.evaluate('//user', node, null, 0, null);
    const id = parseInt(name, 10);
    // ok: xpath-injection
    xpath.select(`//user[@id=${id}]`, node);
    // ok: xpath-injection
    xpath.select('//user[@' + (name ? 'name' : 'id') + ']', node);
    res.json(found);
}
