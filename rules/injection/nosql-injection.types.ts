import { MongoClient, Db, Collection } from 'mongodb';
import { Model, PaginateModel } from 'mongoose';
import { InjectModel } from '@nestjs/mongoose';
import { Request, Response } from 'express';
import { FastifyRequest } from 'fastify';
import { Context } from 'koa';

export class Store {
    constructor(
        private a: MongoClient,
        private b: Db,
        private c: Collection,
        private d: Model<any>,
        private e: PaginateModel<any>,
        @InjectModel('x') private f: any,
    ) {}

    find = (req: Request, res: Response) => {
        const { q } = req.body;
        // ruleid: nosql-injection
        this.a.db().collection('x').find({ q });
        // ruleid: nosql-injection
        this.b.collection('x').find({ q });
        // ruleid: nosql-injection
        this.c.find({ q });
        // ruleid: nosql-injection
        this.d.find({ q });
        // ruleid: nosql-injection
        this.e.find({ q });
        // ruleid: nosql-injection
        this.f.find({ q });
        // ok: nosql-injection
        this.c.find({ q: String(q) });
        // ok: nosql-injection
        this.d.findById(q);
        // ok: nosql-injection
        this.c.insertOne({ q });
        // ok: nosql-code-injection
        this.c.find({ q: 1 });
        // ruleid: nosql-code-injection
        this.c.find({ $where: q });
    };

    koa(ctx: Context) {
        // ruleid: nosql-injection
        this.c.find({ q: ctx.query.q });
        // ruleid: nosql-injection
        this.c.find({ q: (ctx.request.body as any).q });
    }

    fastify(request: FastifyRequest) {
        // ruleid: nosql-injection
        this.c.find({ q: (request.query as any).q });
    }
}
