import fastify from 'fastify';
import { Controller, Get, Query } from '@nestjs/common';

const WORDS = /^(\w+\s?)*$/;
const server = fastify();

server.post('/text', async (request) => {
    const { text } = request.body as { text: string };
    // ruleid: redos-on-request
    const good = WORDS.test(text);
    // ruleid: slow-regex-on-request
    const end = text.replace(/-+$/, '');
    // ok: redos-on-request, slow-regex-on-request
    const plain = /^\w+$/.test(text);
    return { good, end, plain };
});

@Controller()
export class TextController {
    @Get()
    check(@Query('text') text: string) {
        // ruleid: redos-on-request
        const parts = text.match(/^(\d+,?)+$/);
        // ok: redos-on-request
        WORDS.test('two words');
        // ok: redos-on-request
        text.split(',');
        // ok: slow-regex-on-request
        text.trimEnd().replace(/^-+/, '');
        return parts;
    }
}
