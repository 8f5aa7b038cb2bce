// Functions of files, and servers that send them.
const app = require('express')();
const fs = require('fs');
const graceful = require('graceful-fs').gracefulify(require('fs'));
const rimraf = require('rimraf');
const jsonfile = require('jsonfile');
const mkdirp = require('mkdirp');
const atomic = require('write-file-atomic');
const puppeteer = require('puppeteer');
const multer = require('multer');
const send = require('send');
const ejs = require('ejs');
const nunjucks = require('nunjucks');
const Koa = require('koa');
const polka = require('polka');
const isPathInside = require('is-path-inside');
const slugify = require('slugify');
const filenamify = require('filenamify');

app.get('/', async (req, res) => {
    const { p } = req.query;
    // ruleid: path-traversal-read
    fs.readdir(p, done);
    // ruleid: path-traversal-read
    fs.copyFile(p, 'x', done);
    // ruleid: path-traversal-write
    fs.copyFile('x', p, done);
    // ruleid: path-traversal-read
    fs.rename(p, 'x', done);
    // ruleid: path-traversal-read
    fs.watch(p);
    // ruleid: path-traversal-read
    graceful.readFile(p);
    // ruleid: path-traversal-write
    fs.chmod(p, 1, done);
    // ruleid: path-traversal-write
    fs.rm(p, done);
    // ruleid: path-traversal-write
    require('fs-extra').ensureFile(p);
    // ruleid: path-traversal-write
    require('fs-extra').outputJson(p, {});
    // ruleid: path-traversal-read
    require('fs-extra').readJson(p);
    // ruleid: path-traversal-write
    rimraf(p);
    // ruleid: path-traversal-write
    rimraf.sync(p);
    // ruleid: path-traversal-write
    mkdirp.sync(p);
    // ruleid: path-traversal-read
    jsonfile.readFile(p);
    // ruleid: path-traversal-write
    jsonfile.writeFile(p, {});
    // ruleid: path-traversal-write
    atomic(p, '');
    const page = await (await puppeteer.launch()).newPage();
    // ruleid: path-traversal-write
    await page.pdf({ path: p });
    // ruleid: path-traversal-serve
    send(req, p).pipe(res);
    // ruleid: path-traversal-serve
    res.sendFile('a', { root: p });
    // ruleid: path-traversal-serve
    res.download('a', 'b', { root: p });
    // ruleid: path-traversal-serve
    app.render(p, done);
    // ruleid: path-traversal-serve
    ejs.renderFile(p, {});
    // ruleid: path-traversal-serve
    new nunjucks.Environment().renderFile(p);
    // ok: path-traversal-read
    fs.readFile('a/' + slugify(p), done);
    // ok: path-traversal-read
    fs.readFile('a/' + filenamify(p), done);
    // ok: path-traversal-read
    if (isPathInside(p, '/a')) fs.readFile(p, done);
    // ok: path-traversal-read
    fs.exists(p, done);
    // ok: path-traversal-write
    rimraf('tmp');
    // ok: path-traversal-serve
    send(req, 'index.html').pipe(res);
});
multer({ storage: multer.diskStorage({ destination: (req, file, done) => {
    // ruleid: path-traversal-write
    done(null, req.body.folder);
} }) });
app.post('/mv', (req, res) => {
    // ruleid: path-traversal-write
    req.files.photo.mv('a/' + req.body.name);
});

new Koa().use(async (ctx) => {
    // ruleid: path-traversal-serve
    await ctx.render(ctx.query.p);
});
require('fastify')().get('/', (request, reply) => {
    // ruleid: path-traversal-serve
    reply.sendFile('a', request.query.p);
    // ruleid: path-traversal-serve
    reply.download('a', { root: request.query.p });
    // ruleid: path-traversal-serve
    reply.view(request.query.p);
    // ruleid: path-traversal-serve
    reply.viewAsync(request.query.p);
});
require('@hapi/hapi').server().route({ method: 'GET', path: '/', handler: (request, h) => {
    // ruleid: path-traversal-serve
    h.view(request.query.p);
    // ruleid: path-traversal-serve
    return h.file(request.query.p);
} });
polka().get('/', (req, res) => {
    // ruleid: path-traversal-serve
    res.sendFile(req.query.p);
});
require('koa-send')(null, 'index.html');
exports.sent = async (ctx, next) => {
    // ruleid: path-traversal-serve
    await require('koa-send')(ctx, ctx.path);
};
