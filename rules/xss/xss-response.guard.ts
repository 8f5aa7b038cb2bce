import express, { Request, Response } from 'express';
import { escapeHtml, escapeAttribute, escapeUrl, randomToken } from 'merlon-guard';
const app = express();

app.get('/bare', (req: Request, res: Response) => {
    // ruleid: xss-response
    res.send(`<p>${req.query.name}</p>`);
});

app.get('/escaped', (req: Request, res: Response) => {
    // ok: xss-response
    res.send(`<p title=${escapeAttribute(req.query.title)}>${escapeHtml(req.query.name)}</p>`);
});

app.get('/link', (req: Request, res: Response) => {
    // ok: xss-response
    res.send(`<a href="/u/${escapeUrl(req.query.name)}">${randomToken(16)}</a>`);
});

app.get('/half', (req: Request, res: Response) => {
    // ruleid: xss-response
    res.send(`<p title=${req.query.title}>${escapeHtml(req.query.name)}</p>`);
});
