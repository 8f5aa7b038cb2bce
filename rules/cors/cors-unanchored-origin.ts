import cors, { CorsOptions } from 'cors';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';

// ruleid: cors-unanchored-origin
const options: CorsOptions = { origin: [/example\.com$/], credentials: true };
export const some = cors(options);

export async function nest(): Promise<void> {
    const server = await NestFactory.create(AppModule);
    // ruleid: cors-unanchored-origin
    server.enableCors({ origin: /^https:\/\/example.com$/ });
    // ok: cors-unanchored-origin
    server.enableCors({ origin: /^https:\/\/example\.com$/ });
}

// ok: cors-unanchored-origin
export const sub = cors({ origin: /^https:\/\/[a-z0-9-]+\.example\.com$/ });
// ok: cors-unanchored-origin
export const expression = /example\.com/;
