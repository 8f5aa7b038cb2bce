import webpack, { DefinePlugin } from 'webpack';
import { defineConfig } from 'vite';

// ruleid: environment-in-build
export const all = new DefinePlugin({ 'process.env': JSON.stringify(process.env) });
const definitions = { 'process.env': process.env };
// ruleid: environment-in-build
export const config = defineConfig({ define: definitions });
function plugin(env: NodeJS.ProcessEnv) {
    // ruleid: environment-in-build
    return new webpack.DefinePlugin({ ENV: JSON.stringify(env) });
}
plugin(process.env);

// ok: environment-in-build
export const mode = new DefinePlugin({ MODE: JSON.stringify(process.env.MODE) });
// ok: environment-in-build
export const pages = defineConfig({ define: { API: JSON.stringify(process.env.API_URL) } });
// ok: environment-in-build
export const child = fork('worker.js', { env: process.env });
