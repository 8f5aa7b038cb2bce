// Clients that are known by the type they are declared with.
import { Request, Response } from 'express';
import { PoolClient, ClientBase, Pool } from 'pg';
import { Connection, PoolConnection, Pool as MysqlPool, PoolCluster, PoolNamespace } from 'mysql2/promise';
import { Database } from 'better-sqlite3';
import { Client as Libsql } from '@libsql/client';
import { ConnectionPool, Request as Query } from 'mssql';
import { Connection as Oracle } from 'oracledb';
import { Knex } from 'knex';
import { Sequelize } from 'sequelize';
import { EntityManager, QueryRunner, TreeRepository, SelectQueryBuilder, UpdateQueryBuilder, DeleteQueryBuilder, Connection as Orm } from 'typeorm';
import { PrismaClient, Prisma } from '@prisma/client';
import { SqlEntityManager, EntityManager as Mikro } from '@mikro-orm/knex';
import { Client as Cassandra } from 'cassandra-driver';
import { BigQuery } from '@google-cloud/bigquery';

export class Store {
    constructor(
        private a: PoolClient,
        private b: ClientBase,
        private c: Pool,
        private d: Connection,
        private e: PoolConnection,
        private f: MysqlPool,
        private g: PoolCluster,
        private h: PoolNamespace,
        private i: Database,
        private j: Libsql,
        private k: ConnectionPool,
        private l: Query,
        private m: Oracle,
        private n: Knex,
        private o: Sequelize,
        private p: EntityManager,
        private q: QueryRunner,
        private r: TreeRepository<any>,
        private s: SelectQueryBuilder<any>,
        private t: UpdateQueryBuilder<any>,
        private u: DeleteQueryBuilder<any>,
        private v: Orm,
        private w: PrismaClient,
        private x: SqlEntityManager,
        private y: Mikro,
        private z: Cassandra,
        private aa: BigQuery,
    ) {}

    find = (req: Request, res: Response) => {
        const text = req.body.text;
        // ruleid: sql-injection
        this.a.query(text);
        // ruleid: sql-injection
        this.b.query(text);
        // ruleid: sql-injection
        this.c.query(text);
        // ruleid: sql-injection
        this.d.query(text);
        // ruleid: sql-injection
        this.e.query(text);
        // ruleid: sql-injection
        this.f.query(text);
        // ruleid: sql-injection
        this.g.query(text);
        // ruleid: sql-injection
        this.h.query(text);
        // ruleid: sql-injection
        this.i.prepare(text);
        // ruleid: sql-injection
        this.j.execute(text);
        // ruleid: sql-injection
        this.k.query(text);
        // ruleid: sql-injection
        this.l.batch(text);
        // ruleid: sql-injection
        this.m.execute(text);
        // ruleid: sql-injection
        this.n.raw(text);
        // ruleid: sql-injection
        this.o.query(text);
        // ruleid: sql-injection
        this.p.query(text);
        // ruleid: sql-injection
        this.q.query(text);
        // ruleid: sql-injection
        this.r.query(text);
        // ruleid: sql-injection
        this.s.where(text);
        // ruleid: sql-injection
        this.t.where(text);
        // ruleid: sql-injection
        this.u.where(text);
        // ruleid: sql-injection
        this.v.query(text);
        // ruleid: sql-injection
        this.w.$queryRawUnsafe(text);
        // ruleid: sql-injection
        this.x.execute(text);
        // ruleid: sql-injection
        this.y.execute(text);
        // ruleid: sql-injection
        this.z.execute(text);
        // ruleid: sql-injection
        this.aa.query(text);
        // ok: sql-injection
        this.a.query('SELECT * FROM t WHERE id = $1', [req.params.id]);
        // ok: sql-injection
        this.n('t').where({ id: req.params.id });
        // ok: sql-injection
        this.s.where('t.id = :id', { id: req.params.id });
        res.end();
    };
}

import { IDatabase } from 'pg-promise';

export class Shop {
    db: IDatabase<unknown>;

    find(req: Request, res: Response) {
        // ruleid: sql-injection
        this.db.one("SELECT * FROM t WHERE a = '" + req.params.a + "'");
        // ok: sql-injection
        this.db.one('SELECT * FROM t WHERE a = $1', [req.params.a]);
    }
}
