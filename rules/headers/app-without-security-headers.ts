import Koa from 'koa';
import fastify from 'fastify';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';

// ruleid: app-without-security-headers
const app = new Koa();
app.use(async ctx => {
    ctx.body = 'x';
});
app.listen(80);
// ruleid: app-without-security-headers
export const server = fastify({ logger: true });
export async function start(): Promise<void> {
    // ruleid: app-without-security-headers
    const nest = await NestFactory.create(AppModule);
    await nest.listen(80);
}
// ok: app-without-security-headers
export const set = new Set();
// ok: app-without-security-headers
export const text = 'fastify()';
// ok: app-without-security-headers
export const none = { fastify: 1 };
