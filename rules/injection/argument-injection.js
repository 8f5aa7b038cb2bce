const express = require('express');
const cp = require('child_process');
const { execFile, spawn: start } = require('child_process');
const app = express();

app.get('/branches', (req, res) => {
    // ruleid: argument-injection
    execFile('git', ['ls-remote', req.query.repository], (err, out) => res.send(out));
});
app.get('/clone', (req, res) => {
    const { repository } = req.query;
    const address = repository;
    // ruleid: argument-injection
    cp.spawnSync('/usr/bin/git', ['clone', address, '/srv/copy']);
    // ruleid: argument-injection
    cp.execFileSync('hg', req.query.args);
    res.end();
});
function archive(name) {
    // ruleid: argument-injection
    return cp.spawn('tar', ['-cf', '/tmp/a.tar', name]);
}
app.get('/archive', (req, res) => archive(req.query.name).stdout.pipe(res));

app.get('/log', (req, res) => {
    // ok: argument-injection
    execFile('git', ['log', '--', req.query.file], (err, out) => res.send(out));
    // ok: argument-injection
    execFile('git', ['log', '-n', String(parseInt(req.query.count, 10))], (err, out) => res.send(out));
    // ok: argument-injection
    execFile('echo', ['hello', req.query.name], (err, out) => res.send(out));
    const name = req.query.name;
    if (name.startsWith('-')) {
        return res.sendStatus(400);
    }
    // ok: argument-injection
    execFile('git', ['show', name], (err, out) => res.send(out));
    // ok: argument-injection
    execFile('git', ['show', `origin/${req.query.branch}`], (err, out) => res.send(out));
});
