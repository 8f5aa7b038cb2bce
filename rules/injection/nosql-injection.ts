import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Model } from 'mongoose';
import { Collection, Db } from 'mongodb';
import fastify from 'fastify';

interface User {
    name: string;
}

@Controller('users')
export class UsersController {
    constructor(@InjectModel('User') private readonly users: Model<User>) {}

    @Post('login')
    async login(@Body() body: any) {
        // ruleid: nosql-injection
        const found = await this.users.findOne({ name: body.name });
        // ok: nosql-injection
        await this.users.findOne({ name: String(body.name) });
        return found;
    }

    @Get(':name')
    async one(@Param('name') name: string, @Query() query: any) {
        // ok: nosql-injection
        await this.users.findOne({ name });
        // ruleid: nosql-injection
        return this.users.find(query);
    }
}

export function routes(db: Db, posts: Collection) {
    const server = fastify();
    server.post('/posts', async (request, reply) => {
        const { author } = request.body as { author: string };
        // ruleid: nosql-injection
        const found = await posts.findOne({ author });
        // ruleid: nosql-injection
        await db.collection('drafts').deleteOne({ author });
        // ok: nosql-injection
        await posts.findOne({ author: { $eq: author } });
        // ok: nosql-injection
        await posts.insertOne({ author });
        // ruleid: nosql-code-injection
        await posts.find({ $where: `this.author == '${author}'` }).toArray();
        // ok: nosql-code-injection
        await posts.find({ $where: 'this.author == this.editor' }).toArray();
        return found;
    });
    return server;
}
