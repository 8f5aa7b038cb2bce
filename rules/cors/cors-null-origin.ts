import cors, { CorsOptions } from 'cors';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';

// ruleid: cors-null-origin
const options: CorsOptions = { origin: ['https://app.example.com', 'null'], credentials: true };
export const some = cors(options);

export async function nest(): Promise<void> {
    const server = await NestFactory.create(AppModule);
    // ruleid: cors-null-origin
    server.enableCors({ origin: 'null' });
    // ok: cors-null-origin
    server.enableCors({ origin: 'https://app.example.com' });
}

// ok: cors-null-origin
export const none = cors({ origin: false });
// ok: cors-null-origin
export const text = { origin: 'null' };
