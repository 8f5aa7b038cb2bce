import express from 'express';
import cookieParser from 'cookie-parser';

const app = express();
// ruleid: session-without-csrf-token
app.use(cookieParser());
app.post('/password', (req, res) => {
    change(req.cookies.token, req.body.password);
    res.end();
});
// ok: session-without-csrf-token
app.use(express.json());
// ok: session-without-csrf-token
app.get('/', (req, res) => res.end());
// ok: session-without-csrf-token
export const other = { cookieParser };
