import { Client } from 'ldapjs';
import { Request, Response } from 'express';

export function find(client: Client, req: Request, res: Response) {
    // ruleid: ldap-injection
    client.del('uid=' + req.query.uid);
    // ok: ldap-injection
    client.del('uid=x');
}
