import neo4j, { Driver, Session, Transaction, ManagedTransaction } from 'neo4j-driver';
import { Request, Response } from 'express';

export async function find(a: Driver, b: Session, c: Transaction, d: ManagedTransaction, req: Request, res: Response) {
    const { q } = req.body;
    // ruleid: cypher-injection
    a.session().run(q);
    // ruleid: cypher-injection
    b.run(q);
    // ruleid: cypher-injection
    c.run(q);
    // ruleid: cypher-injection
    d.run(q);
    // ruleid: cypher-injection
    a.rxSession().run(q);
    // ruleid: cypher-injection
    b.beginTransaction().run(q);
    // ruleid: cypher-injection
    neo4j.driver('x').session().run(q);
    // ruleid: cypher-injection
    neo4j.v1.driver('x').session().run(q);
    // ok: cypher-injection
    b.run('RETURN $q', { q });
    res.end();
}
