const express = require('express');
const fs = require('fs');
const fsp = require('fs/promises');
const path = require('path');
const { readFile, createReadStream: open } = require('node:fs');
const fse = require('fs-extra');
const sanitize = require('sanitize-filename');
const multer = require('multer');

const app = express();
const root = path.join(__dirname, 'files');

app.get('/file', async (req, res) => {
    // ruleid: path-traversal-read
    fs.readFile('files/' + req.query.name, 'utf8', (err, text) => res.json({ text }));
    // ruleid: path-traversal-read
    fs.readFileSync(path.join(root, req.params.name));
    const { name } = req.query;
    const file = path.resolve(root, name);
    // ruleid: path-traversal-read
    await fsp.readFile(file);
    // ruleid: path-traversal-read
    open(`${root}/${name}.txt`).pipe(res);
    // ruleid: path-traversal-read
    readFile(path.normalize(name), done);
    // ruleid: path-traversal-write
    fs.writeFileSync(path.join(root, req.body.name), req.body.text);
    // ruleid: path-traversal-write
    fs.unlink(root + '/' + req.query.name, done);
    // ruleid: path-traversal-write
    await fse.remove(path.join(root, req.body.folder));
    // ruleid: path-traversal-write
    await fs.promises.rename('upload.tmp', path.join(root, req.body.name));
    // ruleid: path-traversal-serve
    res.sendFile(path.join(root, req.params.name));
    // ruleid: path-traversal-serve
    res.download('files/' + req.params.name);
    // ruleid: path-traversal-serve
    res.render(req.query.page, { title: 'x' });

    // ok: path-traversal-read
    fs.readFileSync(path.join(root, path.basename(name)));
    // ok: path-traversal-read
    fs.readFileSync(path.join(root, sanitize(name)));
    // ok: path-traversal-read
    fs.readFileSync(path.join(root, Number(req.query.id) + '.txt'));
    // ok: path-traversal-read
    fs.readFileSync(path.join(root, encodeURIComponent(name)));
    // ok: path-traversal-read
    fs.readFileSync(path.join(root, path.normalize('/' + name)));
    // ok: path-traversal-read
    fs.readFileSync('readme.txt');
    // ok: path-traversal-write
    fs.writeFileSync(path.join(root, 'note.txt'), req.body.text);
    // ok: path-traversal-write
    fs.writeFileSync(path.join(root, name.replace(/[^a-z0-9]/gi, '_')), '');
    // ok: path-traversal-write
    cache.unlink('files/' + name, done);
    // ok: path-traversal-serve
    res.sendFile(name, { root });
    // ok: path-traversal-serve
    res.sendFile(path.join(root, path.basename(name)));
    // ok: path-traversal-serve
    res.render('page', { name });
});

app.get('/real', (req, res) => {
    const real = fs.realpathSync(path.resolve(root, req.query.name));
    if (!real.startsWith(root)) {
        res.statusCode = 403;
        return res.end();
    }
    // ok: path-traversal-read
    res.write(fs.readFileSync(real, 'utf8'));
    // ok: path-traversal-serve
    res.sendfile(req.query.name, { root });
});

app.get('/checked', (req, res) => {
    const file = path.resolve(root, req.query.name);
    if (!file.startsWith(root + path.sep)) return res.sendStatus(403);
    // ok: path-traversal-read
    fs.createReadStream(file).pipe(res);
    const name = req.query.name;
    if (name.includes('..')) return res.sendStatus(403);
    // ok: path-traversal-read
    fs.readFileSync(path.join(root, name));
    const kind = req.query.kind;
    if (!['a', 'b'].includes(kind)) return res.sendStatus(404);
    // ok: path-traversal-read
    fs.readFileSync(path.join(root, kind));
    // ok: path-traversal-write
    fs.mkdirSync(path.join(root, kind));
    // ok: path-traversal-serve
    res.render('pages/' + kind);
    const id = req.query.id;
    if (/^[0-9a-f]{24}$/.test(id)) {
        // ok: path-traversal-write
        fs.unlinkSync(path.join(root, id));
        // ok: path-traversal-serve
        res.sendFile(path.join(root, id));
    }
});

function load(name) {
    const full = path.join(root, name);
    // ruleid: path-traversal-read
    return fs.promises.readFile(full);
}

app.get('/load/:name', async ({ params }, res) => {
    res.end(await load(params.name));
});

const storage = multer.diskStorage({
    destination: 'uploads',
    filename: (req, file, done) => {
        // ruleid: path-traversal-write
        done(null, req.body.folder + '/' + file.fieldname);
    },
});
app.post('/upload', multer({ storage }).single('file'), (req, res) => {
    // ok: path-traversal-write
    fs.renameSync(req.file.path, path.join(root, req.file.originalname));
    // ruleid: path-traversal-write
    fs.renameSync(req.file.path, path.join(root, req.body.name));
    // ok: path-traversal-write
    fs.renameSync(req.file.path, path.join(root, 'latest'));
});

// Conditions of other files of the project.
const paths = require('../lib/paths');
const { isPathInside } = require('../lib/paths');
const { folderPattern } = require('../lib/patterns');
const { strange } = require('strange-package');

app.get('/shared/method', (req, res) => {
    const file = path.join(root, req.query.name);
    if (!paths.isPathInside(root, file)) return res.sendStatus(404);
    // ok: path-traversal-read
    fs.readFile(file, 'utf8', (err, text) => res.json({ text }));
});

app.get('/shared/function', (req, res) => {
    const file = path.join(root, req.query.name);
    if (!isPathInside(root, file)) return res.sendStatus(404);
    // ok: path-traversal-read
    fs.readFile(file, 'utf8', (err, text) => res.json({ text }));
});

app.get('/shared/pattern/:name', (req, res) => {
    if (!folderPattern.test(req.params.name)) throw new Error('no such folder');
    // ok: path-traversal-read
    fs.readFile(path.join(root, req.params.name), 'utf8', (err, text) => res.json({ text }));
});

app.get('/shared/turned/:name', (req, res) => {
    if (folderPattern.test(req.params.name)) throw new Error('no such folder');
    // ruleid: path-traversal-read
    fs.readFile(path.join(root, req.params.name), 'utf8', (err, text) => res.json({ text }));
});

app.get('/strange/:name', (req, res) => {
    if (!strange.test(req.params.name)) throw new Error('no such folder');
    // ruleid: path-traversal-read
    fs.readFile(path.join(root, req.params.name), 'utf8', (err, text) => res.json({ text }));
});

// Written twice, asked once.
const KINDS = ['png', 'jpg'];
app.get('/picture/:name', (req, res) => {
    const kind = KINDS.includes(req.params.name.split('.').pop()) ? 'known' : 'unknown';
    const end = KINDS.includes(req.params.name.slice(-3).toLowerCase()) ? req.params.name.slice(-3).toLowerCase() : 'png';
    // ok: path-traversal-read
    fs.createReadStream('/srv/pictures/one.' + end);
    const other = KINDS.includes(req.params.name.slice(-3)) ? req.params.name.slice(-30) : kind;
    // ruleid: path-traversal-read
    fs.createReadStream('/srv/pictures/' + other);
    const wrong = !KINDS.includes(req.params.name.slice(-3)) ? req.params.name.slice(-3) : kind;
    // ruleid: path-traversal-read
    fs.createReadStream('/srv/pictures/' + wrong);
});

const FOLDER = path.resolve('/srv/files');
app.get('/below', (req, res) => {
    const wanted = path.resolve(FOLDER, req.query.name);
    if (wanted.indexOf(FOLDER) !== 0) {
        return res.sendStatus(404);
    }
    // ok: path-traversal-read
    fs.readFileSync(wanted);
    const asked = path.join(FOLDER, req.query.other);
    // ok: path-traversal-read
    if (asked.indexOf(FOLDER) === 0) fs.readFileSync(asked);
    // ruleid: path-traversal-read
    fs.readFileSync(path.join(FOLDER, req.query.third));
    res.end();
});
