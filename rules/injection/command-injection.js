const express = require('express');
const cp = require('child_process');
const { exec, execFile, spawn: start } = require('node:child_process');
const { promisify } = require('util');
const shell = require('shelljs');
const execa = require('execa');
const quote = require('shell-quote').quote;

const app = express();
const execAsync = promisify(exec);

app.get('/ping', async (req, res) => {
    // ruleid: command-injection
    cp.exec('ping -c 1 ' + req.query.host, (err, out) => res.send(out));
    const { host } = req.query;
    const line = `ping -c 1 ${host}`;
    // ruleid: command-injection
    exec(line);
    // ruleid: command-injection
    await execAsync(`ping ${host}`);
    // ruleid: command-injection
    cp.execSync(['ping', host].join(' '));
    // ruleid: command-injection
    shell.exec('ping ' + host, { silent: true });
    // ruleid: command-injection
    await execa.command('ping ' + host);
    // ruleid: command-injection
    start(req.query.tool, ['-v']);
    // ruleid: command-injection
    cp.spawn('sh', ['-c', 'ping ' + host]);
    // ruleid: command-injection
    cp.spawn('ping', [host], { shell: true });
    // ruleid: command-injection
    execFile('/bin/bash', ['-c', `ping ${host}`], done);
    // ruleid: command-injection
    cp.execFileSync('node', ['-e', req.body.code]);

    // ok: command-injection
    execFile('ping', ['-c', '1', host], done);
    // ok: command-injection
    cp.spawn('ping', ['-c', '1', host]);
    // ok: command-injection
    cp.spawn('ping', [host], { shell: false });
    // ok: command-injection
    cp.exec('ping -c 1 ' + quote([host]));
    // ok: command-injection
    cp.exec('ping -c ' + Number(req.query.count) + ' localhost');
    // ok: command-injection
    cp.exec('uptime');
    // ok: command-injection
    regex.exec('ping ' + host);
    // ok: command-injection
    cp.exec('ping ' + host.replace(/[^a-z0-9.-]/g, ''));
});

const TOOLS = { png: 'convert', mp4: 'ffmpeg' };
const HOSTS = new Set(['a.example', 'b.example']);

function convert(name, target) {
    // ruleid: command-injection
    return cp.execSync('convert ' + name + ' ' + target);
}

app.post('/convert', (req, res) => {
    convert(req.body.name, 'out.png');
    // ok: command-injection
    cp.spawn(TOOLS[req.body.kind], ['--', req.body.name]);
    const host = req.body.host;
    if (!HOSTS.has(host)) return res.sendStatus(400);
    // ok: command-injection
    cp.exec('ping ' + host);
    const name = req.body.name;
    if (!/^[\w-]+$/.test(name)) throw new Error('name');
    // ok: command-injection
    cp.exec('convert ' + name);
    // Anything may stand before and after.
    const other = req.body.other;
    if (!/[\w-]+/.test(other)) throw new Error('other');
    // ruleid: command-injection
    cp.exec('convert ' + other);
    switch (req.body.mode) {
        case 'a':
        case 'b':
            // ok: command-injection
            cp.exec('run ' + req.body.mode);
            break;
        default:
            // ruleid: command-injection
            cp.exec('run ' + req.body.mode);
    }
});

const db = require('./db');
app.get('/jobs', (req, res) => {
    // ok: command-injection
    db.exec('select ' + req.query.q);
    res.end();
});

const SHELL = { shell: true, stdio: 'inherit' };
app.get('/by-options', (req, res) => {
    const list = ['-l'];
    list.push(req.query.name);
    // ruleid: command-injection
    cp.spawnSync('ls', list, SHELL);
    const quiet = { shell: false };
    // ok: command-injection
    cp.spawnSync('ls', list, quiet);
    res.end();
});
app.get('/quoted', (req, res) => {
    // ok: command-injection
    cp.exec("ls -- '" + req.query.name.replace(/'/g, "'\\''") + "'");
    // ok: command-injection
    cp.exec(`ls -- '${req.query.name.replaceAll("'", "'\"'\"'")}'`);
    // One quote only.
    // ruleid: command-injection
    cp.exec("ls -- '" + req.query.name.replace("'", '"') + "'");
    // Nothing is taken out of the quotes.
    // ruleid: command-injection
    cp.exec("ls -- '" + req.query.name.replace(/'/g, "'\''") + "'");
    res.end();
});
