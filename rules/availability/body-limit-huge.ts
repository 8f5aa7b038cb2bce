import express, { json } from 'express';
import Fastify from 'fastify';

const app = express();
// ruleid: body-limit-huge
app.use(json({ limit: '100mb' }));
// ruleid: body-limit-huge
export const server = Fastify({ bodyLimit: 1e9 });
// ok: body-limit-huge
app.use(json({ limit: '2mb' }));
// ok: body-limit-huge
export const small = Fastify({ bodyLimit: 1048576 });
// ok: body-limit-huge
export const text = { limit: '100mb' };
