import { exec, execSync, spawn } from 'child_process';
import * as util from 'node:util';
import { execaCommand, execa } from 'execa';
import http from 'http';
import Koa, { Context } from 'koa';
import { Server } from 'socket.io';
import { Hono } from 'hono';
import { NextRequest, NextResponse } from 'next/server';
import { APIGatewayProxyEvent } from 'aws-lambda';

const run = util.promisify(exec);

export class Images {
    private readonly tool = 'convert';

    resize(name: string) {
        // ruleid: command-injection
        return execSync(`${this.tool} ${name} small.png`);
    }

    list(folder: string) {
        // ok: command-injection
        return spawn('ls', ['--', folder]);
    }
}

const images = new Images();

export async function upload(ctx: Context) {
    images.resize(ctx.request.body.name);
    images.list(ctx.query.folder as string);
    // ruleid: command-injection
    await run('file ' + ctx.query.name);
    // ruleid: command-injection
    await execaCommand(`file ${ctx.get('x-name')}`);
    // ok: command-injection
    await execa('file', [ctx.query.name as string]);
    // ok: command-injection
    await run(`head -n ${parseInt(ctx.query.n as string, 10)} log`);
}

const io = new Server();
io.on('connection', (socket) => {
    socket.on('play', (name: string) => {
        // ruleid: command-injection
        exec('play ' + name);
        // ok: command-injection
        exec('play bell.wav');
    });
});

const hono = new Hono();
hono.get('/who/:name', async (c) => {
    // ruleid: command-injection
    const { stdout } = await run('id ' + c.req.param('name'));
    return c.text(stdout);
});

export async function GET(request: NextRequest) {
    const name = request.nextUrl.searchParams.get('name');
    // ruleid: command-injection
    await run(`id ${name}`);
    return NextResponse.json({ ok: true });
}

export async function handler(event: APIGatewayProxyEvent) {
    // ruleid: command-injection
    execSync('report ' + event.queryStringParameters!.month);
    // ok: command-injection
    execSync('report ' + process.env.MONTH);
}

http.createServer((request, response) => {
    const query = new URL(request.url ?? '', 'http://x').searchParams;
    // ruleid: command-injection
    exec('whois ' + query.get('name'));
    response.end();
});
