const express = require('express');
const http = require('http');
const Koa = require('koa');
const Router = require('@koa/router');
const Hapi = require('@hapi/hapi');
const escapeHtml = require('escape-html');
const he = require('he');
const DOMPurify = require('isomorphic-dompurify');
const validator = require('validator');

const app = express();

app.get('/hello', (req, res) => {
    // ruleid: xss-response
    res.send('Hello ' + req.query.name);
    const { name } = req.query;
    // ruleid: xss-response
    res.status(404).send(`<p>No ${name}</p>`);
    // ruleid: xss-response
    res.write('<h1>' + req.params.title + '</h1>');
    // ruleid: xss-response
    res.end(req.originalUrl);
    const page = ['<b>', req.get('user-agent'), '</b>'].join('');
    // ruleid: xss-response
    res.send(page);

    // ok: xss-response
    res.json({ name });
    // ok: xss-response
    res.send({ name });
    // ok: xss-response
    res.send(req.body);
    // ok: xss-response
    res.send('Hello ' + escapeHtml(name));
    // ok: xss-response
    res.send(he.encode(name));
    // ok: xss-response
    res.send(DOMPurify.sanitize(name));
    // ok: xss-response
    res.send('<a href="/find?q=' + encodeURIComponent(name) + '">');
    // ok: xss-response
    res.send('Page ' + Number(req.query.page));
    // ok: xss-response
    res.send('Hello ' + name.replace(/[<>&"']/g, ''));
    // ok: xss-response
    res.type('text/plain').send('Hello ' + name);
    // ok: xss-response
    res.render('hello', { name });
    // ok: xss-response
    mail.send('Hello ' + name);
});

app.get('/plain', (req, res) => {
    res.setHeader('Content-Type', 'text/plain');
    // ok: xss-response
    res.send('Hello ' + req.query.name);
    // ok: xss-response
    res.end(req.query.name);
});

app.get('/data', (req, res) => {
    res.writeHead(200, { 'Content-Type': 'application/json' });
    // ok: xss-response
    res.end('{"name":"' + req.query.name + '"}');
});

app.get('/html', (req, res) => {
    res.set('Content-Type', 'text/html');
    // ruleid: xss-response
    res.send(Buffer.from('<p>' + req.query.name + '</p>'));
});

function page(res, title) {
    // ruleid: xss-response
    res.send('<title>' + title + '</title>');
}

app.get('/page', (req, res) => {
    page(res, req.query.title);
    const lang = req.query.lang;
    if (['en', 'de'].includes(lang)) {
        // ok: xss-response
        res.send('<html lang="' + lang + '">');
    }
    const id = req.query.id;
    if (!validator.isUUID(id)) {
        // ruleid: xss-response
        return res.send('No such id: ' + id);
    }
    // ok: xss-response
    res.send('Found ' + id);
});

app.use((err, req, res, next) => {
    // ruleid: xss-response
    res.status(404).send('Not found: ' + req.path);
});

http.createServer((message, answer) => {
    // ruleid: xss-response
    answer.end('<p>' + message.url + '</p>');
    // ok: xss-response
    answer.end(JSON.stringify({ url: message.url }));
    // ok: xss-response
    answer.end('<p>home</p>');
});

const koa = new Koa();
const router = new Router();
router.get('/hello', async (ctx) => {
    // ruleid: xss-response
    ctx.body = '<p>' + ctx.query.name + '</p>';
    // ruleid: xss-response
    ctx.response.body = `<p>${ctx.params.name}</p>`;
    // ok: xss-response
    ctx.body = { name: ctx.query.name };
    // ok: xss-response
    ctx.body = '<p>' + escapeHtml(ctx.query.name) + '</p>';
    ctx.type = 'text/plain';
    // ok: xss-response
    ctx.body = 'Hello ' + ctx.query.name;
});
koa.use(router.routes());

const server = Hapi.server({ port: 80 });
server.route({
    method: 'GET',
    path: '/hello',
    handler: (request, h) => {
        // ruleid: xss-response
        const answer = h.response('<p>' + request.query.name + '</p>');
        // ok: xss-response
        h.response({ name: request.query.name });
        // ok: xss-response
        h.response('Hello ' + request.query.name).type('text/plain');
        return answer;
    },
});
server.route({
    method: 'GET',
    path: '/bye/{name}',
    // ruleid: xss-response
    handler: (request) => `<p>Bye ${request.params.name}</p>`,
});

// A list of records is sent as JSON, whatever clients put into them.
const notes = [];
app.post('/notes', (req, res) => {
    notes.push(req.body.note);
    res.sendStatus(204);
});
app.get('/notes', (req, res) => {
    // ok: xss-response
    res.send(notes);
});
app.get('/notes/first', (req, res) => {
    // ruleid: xss-response
    res.send('first: ' + req.query.name);
});

function escapeHtml(text) {
    let made = '';
    for (const c of text) made += ENTITIES[c] ?? c;
    return made;
}
app.get('/escaped', (req, res) => {
    // ok: xss-response
    res.send('<p>' + escapeHtml(req.query.text) + '</p>');
    // ok: xss-response
    res.send('<p>' + texts.htmlEncode(req.query.text) + '</p>');
    // ruleid: xss-response
    res.send('<p>' + texts.shorten(req.query.text).html + req.query.text + '</p>');
});
