import * as libxml from 'libxmljs2';
import { Request, Response } from 'express';

export function load(req: Request, res: Response) {
    const text: string = req.body.text;
    // ruleid: xml-external-entities
    const doc = libxml.parseXml(text, { noent: true });
    // ok: xml-external-entities
    libxml.parseXml(text, { nonet: true });
    // ok: xml-external-entities
    libxml.parseXml(text);
    // ok: xml-external-entities
    libxml.parseXml(process.env.XML!, { noent: true });
    res.json(doc.errors);
}
