const { exec, execFile } = require('child_process');
const fs = require('fs');
const express = require('express');
const multer = require('multer');
const { rateLimit } = require('express-rate-limit');
const { RateLimiterMemory } = require('rate-limiter-flexible');

const app = express();
const upload = multer({ dest: 'uploads/' });

// ruleid: process-without-rate-limit
app.post('/convert', (req, res) => {
    execFile('convert', ['in.png', 'out.png'], () => res.end());
});

function archive(name, done) {
    exec('tar czf backup.tgz data', done);
}

// ruleid: process-without-rate-limit
app.get('/backup', (req, res) => archive('data', () => res.end()));

// ruleid: upload-without-rate-limit
app.post('/pictures', upload.single('picture'), (req, res) => res.end());

const take = upload.array('pictures', 4);
// ruleid: upload-without-rate-limit
app.post('/albums', take, (req, res) => res.end());

// ruleid: upload-without-rate-limit
app.post('/files/upload', require('./files').add);

// ruleid: expensive-without-rate-limit
app.get('/report', (req, res) => {
    fs.readFile('report.txt', 'utf8', (err, text) => res.type('text').send(text));
});

// Costs what it costs to send.
// ok: process-without-rate-limit, upload-without-rate-limit, expensive-without-rate-limit
app.get('/time', (req, res) => res.json({ now: Date.now() }));

// ok: upload-without-rate-limit
app.get('/upload', (req, res) => res.render('upload'));

const perClient = new RateLimiterMemory({ points: 2, duration: 60 });
// ok: process-without-rate-limit
app.post('/thumbnail', async (req, res) => {
    await perClient.consume(req.ip);
    execFile('convert', ['-thumbnail', '100', 'in.png', 'out.png'], () => res.end());
});

const slow = rateLimit({ windowMs: 60000, limit: 10 });
// ok: upload-without-rate-limit
app.post('/avatars', slow, upload.single('avatar'), (req, res) => res.end());

const admin = express.Router();
admin.use(slow);
// ok: process-without-rate-limit, expensive-without-rate-limit
admin.post('/restart', (req, res) => exec('systemctl restart jobs', () => res.end()));
app.use('/admin', admin);

app.use(slow);
// ok: process-without-rate-limit
app.post('/late', (req, res) => archive('late', () => res.end()));
