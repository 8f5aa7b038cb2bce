import express from 'express';
import cors from 'cors';
import * as all from 'cors';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';
import { options } from './options';

const app = express();

// ruleid: cors-default-any-origin
app.use(cors());
// ruleid: cors-default-any-origin
app.options('*', all.default({ optionsSuccessStatus: 200 }));

export async function nest(): Promise<void> {
    const server = await NestFactory.create(AppModule);
    // ruleid: cors-default-any-origin
    server.enableCors();
    // ok: cors-default-any-origin
    server.enableCors(options);
}

// ok: cors-default-any-origin
app.use(cors(options));
// ok: cors-default-any-origin
app.use(cors({ origin: process.env.ORIGIN, methods: ['GET'] }));
const late: cors.CorsOptions = {};
if (process.env.ORIGIN) late.origin = process.env.ORIGIN;
// ok: cors-default-any-origin
app.use(cors(late));
