import express from 'express';
// ruleid: x-powered-by
const app = express();
app.use((req, res, next) => {
    res.setHeader('Content-Security-Policy', "default-src 'self'");
    next();
});
// ok: x-powered-by
export const router = express.Router();
// ok: x-powered-by
app.use(express.json());
// ok: x-powered-by
export const settings = app.get('env');
