import * as fs from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, basename, resolve, sep } from 'node:path';
import Fastify from 'fastify';
import { Controller, Get, Param, Res } from '@nestjs/common';
import { Response } from 'express';
import type { Context } from 'koa';

const ROOT = resolve('files');
const fastify = Fastify();

fastify.get('/files/:name', async (request, reply) => {
    const { name } = request.params as { name: string };
    // ruleid: path-traversal-read
    const text = await readFile(join(ROOT, name), 'utf8');
    // ok: path-traversal-read
    await readFile(join(ROOT, basename(name)), 'utf8');
    // ruleid: path-traversal-write
    await writeFile(`${ROOT}/${name}`, text);
    // ok: path-traversal-write
    await writeFile(join(ROOT, `${parseInt(name, 10)}`), text);
    const file = resolve(ROOT, name);
    if (file.startsWith(ROOT + sep)) {
        // ok: path-traversal-write
        await writeFile(file, text);
    }
    // ok: path-traversal-write
    await writeFile(join(ROOT, 'last'), name);
    return text;
});

@Controller('files')
export class FilesController {
    @Get(':name')
    one(@Param('name') name: string, @Res() res: Response) {
        // ruleid: path-traversal-serve
        res.sendFile(join(ROOT, name));
        // ok: path-traversal-serve
        res.sendFile(name, { root: ROOT });
        // ok: path-traversal-serve
        res.sendFile(join(ROOT, basename(name)));
        // ok: path-traversal-serve
        res.sendFile(join(ROOT, 'index.html'));
    }
}

export async function show(ctx: Context) {
    const path = ctx.path.slice(1);
    // ruleid: path-traversal-read
    ctx.body = fs.createReadStream(join(ROOT, path));
    // ok: path-traversal-read
    ctx.body = fs.createReadStream(join(ROOT, path === 'a' ? 'a.txt' : 'b.txt'));
    // ok: path-traversal-read
    ctx.body = fs.createReadStream(join(ROOT, path.split('/').pop()!));
}
