import { Request, Response } from 'express';
import * as fs from 'fs';
import { hashSync } from 'bcryptjs';
import { Body, Controller, Get, Post } from '@nestjs/common';
import Koa from 'koa';
import { Strategy } from 'passport-local';

// ok: blocking-call-in-handler
const key = fs.readFileSync('key.pem');

export function register(req: Request, res: Response): void {
    // ruleid: blocking-call-in-handler
    res.json({ hash: hashSync(req.body.password, 12), key });
}

@Controller()
export class Files {
    @Post()
    add(@Body() body: { text: string }): void {
        // ruleid: blocking-call-in-handler
        fs.writeFileSync('a', body.text);
    }

    @Get()
    async all(@Body() body: { name: string }): Promise<Buffer> {
        // ok: blocking-call-in-handler
        return fs.promises.readFile('b');
    }
}

const app = new Koa();
app.use(async ctx => {
    // ruleid: blocking-call-in-handler
    ctx.body = fs.readFileSync('c');
});

export const strategy = new Strategy((name, password, done) => {
    // ruleid: blocking-call-in-handler
    done(null, hashSync(password, 12));
});

export class Config {
    read(): Buffer {
        // ok: blocking-call-in-handler
        return fs.readFileSync('d');
    }
}
export const start = (): void => {
    // ok: blocking-call-in-handler
    fs.writeFileSync('pid', String(process.pid));
};
