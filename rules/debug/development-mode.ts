import express from 'express';

const app = express();
// ruleid: development-mode
app.set('env', 'development');
// ok: development-mode
app.set('env', 'production');
// ok: development-mode
export const development = app.get('env') === 'development';
// ok: development-mode
app.set('title', 'development');
