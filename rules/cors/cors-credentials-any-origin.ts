import express from 'express';
import cors, { CorsOptions } from 'cors';
import { NestFactory } from '@nestjs/core';
import { WebSocketGateway } from '@nestjs/websockets';
import { AppModule } from './app.module';

const app = express();
const options: CorsOptions = {
    credentials: true,
    // ruleid: cors-credentials-any-origin
    origin(from, callback) {
        callback(null, true);
    },
};
app.use(cors(options));

export async function nest(): Promise<void> {
    const server = await NestFactory.create(AppModule);
    // ruleid: cors-credentials-any-origin
    server.enableCors({ origin: true, credentials: true });
    // ok: cors-credentials-any-origin
    server.enableCors({ origin: ['https://app.example.com'], credentials: true });
}

// ruleid: cors-credentials-any-origin
@WebSocketGateway({ cors: { origin: true, credentials: true } })
export class Open {}

// ok: cors-credentials-any-origin
@WebSocketGateway({ cors: { origin: 'https://app.example.com', credentials: true } })
export class Closed {}

// ok: cors-credentials-any-origin
export const listed = cors({ origin: ['https://app.example.com'], credentials: true });
// ok: cors-credentials-any-origin
export const none = cors({ origin: true, credentials: false });
