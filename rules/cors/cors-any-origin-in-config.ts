import type { NextConfig } from 'next';

export const config: NextConfig = {
    async headers() {
        // ruleid: cors-any-origin-in-config
        return [{ source: '/(.*)', headers: [{ key: 'access-control-allow-origin', value: '*' }] }];
    },
};

// ruleid: cors-any-origin-in-config
export const settings = { corsOptions: { origin: '*', methods: ['GET'] } };
// ok: cors-any-origin-in-config
export const closed = { corsOptions: { origin: ['https://app.example.com'] } };
// ok: cors-any-origin-in-config
export const key = { key: 'Accept', value: '*' };
// ok: cors-any-origin-in-config
export const reflected = { cors: { origin: process.env.ORIGIN } };
