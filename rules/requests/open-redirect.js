const express = require('express');
const Koa = require('koa');
const http = require('http');

const app = express();
const PAGES = ['/home', '/cart'];

app.get('/login', (req, res) => {
    // ruleid: open-redirect
    res.redirect(req.query.next);
    const { next } = req.query;
    // ruleid: open-redirect
    res.redirect(302, next);
    // ruleid: open-redirect
    res.location(next).status(302).end();
    // ruleid: open-redirect
    res.redirect('https://' + req.query.host + '/home');
    // ruleid: open-redirect
    res.redirect(next || '/');
    // ruleid: open-redirect
    res.setHeader('Location', req.body.next);
    // ruleid: open-redirect
    res.redirect('/' + req.query.page);

    // ok: open-redirect
    res.redirect('/home?next=' + next);
    // ok: open-redirect
    res.redirect('/users/' + req.query.id);
    // ok: open-redirect
    res.redirect('https://accounts.example/login?next=' + encodeURIComponent(next));
    // ok: open-redirect
    res.redirect('/');
    // ruleid: open-redirect
    res.redirect(req.params.page);
    // ok: open-redirect
    res.redirect(req.originalUrl + '/');
    // ok: open-redirect
    res.redirect(new URL(next, 'https://shop.example').pathname);
    // ok: open-redirect
    logger.redirect(next);
});

app.get('/checked', (req, res) => {
    const next = req.query.next;
    if (PAGES.includes(next)) {
        // ok: open-redirect
        res.redirect(next);
    }
    if (!/^\/[a-z]+$/.test(next)) return res.redirect('/');
    // ok: open-redirect
    res.redirect(next);
    const url = new URL(req.query.url);
    if (url.host !== 'shop.example') return res.redirect('/');
    // ok: open-redirect
    res.redirect(url.href);
});

function go(res, target) {
    // ruleid: open-redirect
    return res.redirect(target);
}

app.post('/go', (req, res) => go(res, req.body.target));

const koa = new Koa();
koa.use(async (ctx) => {
    // ruleid: open-redirect
    ctx.redirect(ctx.query.to);
    // ok: open-redirect
    ctx.redirect('/done');
});

http.createServer((message, answer) => {
    const to = new URL(message.url, 'http://x').searchParams.get('to');
    // ruleid: open-redirect
    answer.writeHead(302, { Location: to });
    // ok: open-redirect
    answer.writeHead(301, { Location: 'https://' + message.headers.host + message.url });
    answer.end();
});

app.get('/on', (req, res) => {
    const to = req.query.to;
    if (to.startsWith('https://shop.example.com/')) {
        // ok: open-redirect
        return res.redirect(to);
    }
    // A host may go on, and two slashes begin one.
    // ruleid: open-redirect
    if (to.startsWith('https://shop.example')) return res.redirect(to);
    // ruleid: open-redirect
    if (to.startsWith('/')) return res.redirect(to);
    // ruleid: open-redirect
    res.redirect(to);
});
app.get('/joined', (req, res) => {
    // ok: open-redirect
    res.redirect(['/list?page=', req.query.page].join(''));
    // ruleid: open-redirect
    res.redirect([req.query.page, '?from=', 'list'].join(''));
});

// A path of this server alone: one slash, then neither a slash nor a backslash.
app.get('/back/early', (req, res) => {
    const next = req.query.next;
    if (typeof next !== 'string' || !next.startsWith('/') || next.startsWith('//') || next.includes('\\')) {
        return res.redirect('/');
    }
    // ok: open-redirect
    res.redirect(next);
});
app.get('/back/within', (req, res) => {
    const next = req.query.next;
    // ok: open-redirect
    if (next.startsWith('/') && !next.startsWith('//') && !next.startsWith('/\\')) return res.redirect(next);
    res.redirect('/');
});
// Browsers read a backslash as a slash: /\evil.example.com is another host.
app.get('/back/half', (req, res) => {
    const next = req.query.next;
    if (!next.startsWith('/') || next.startsWith('//')) return res.redirect('/');
    // ruleid: open-redirect
    res.redirect(next);
});
