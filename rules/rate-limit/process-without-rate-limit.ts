import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { Controller, Post, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import Router from '@koa/router';
import { SkipThrottle, ThrottlerGuard } from '@nestjs/throttler';
import { limit } from './limit';

const router = new Router();

// ruleid: process-without-rate-limit
router.post('/render', async (ctx) => {
    execFile('pdftoppm', ['in.pdf', 'out']);
    ctx.status = 202;
});

// ok: process-without-rate-limit
router.post('/render-slowly', limit, async (ctx) => {
    execFile('pdftoppm', ['in.pdf', 'out']);
    ctx.status = 202;
});

// ruleid: expensive-without-rate-limit
router.get('/text', async (ctx) => {
    ctx.body = await readFile('text.txt', 'utf8');
});

// ok: expensive-without-rate-limit, process-without-rate-limit
router.get('/health', async (ctx) => {
    ctx.body = 'ok';
});

@Controller('pictures')
export class Pictures {
    // ruleid: upload-without-rate-limit
    @Post()
    @UseInterceptors(FileInterceptor('picture'))
    add() {
        return { added: true };
    }

    // ok: upload-without-rate-limit
    @Post('title')
    title() {
        return { title: '' };
    }
}
