const express = require('express');
const { escapeHtml, escapeAttribute, escapeUrl, randomToken } = require('merlon-guard');
const app = express();

app.get('/bare', (req, res) => {
    // ruleid: xss-response
    res.send(`<p>${req.query.name}</p>`);
});

app.get('/escaped', (req, res) => {
    // ok: xss-response
    res.send(`<p title=${escapeAttribute(req.query.title)}>${escapeHtml(req.query.name)}</p>`);
});

app.get('/link', (req, res) => {
    // ok: xss-response
    res.send(`<a href="/u/${escapeUrl(req.query.name)}">${randomToken(16)}</a>`);
});

app.get('/half', (req, res) => {
    // ruleid: xss-response
    res.send(`<p title=${req.query.title}>${escapeHtml(req.query.name)}</p>`);
});
