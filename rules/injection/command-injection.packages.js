// Packages that start programs, and what escapes for a shell.
const app = require('express')();
const execaAll = require('execa');
const { execaCommand, execaCommandSync, execaSync } = require('execa');
const spawn = require('cross-spawn');
const cmd = require('node-cmd');
const { Client } = require('ssh2');
const { NodeSSH } = require('node-ssh');
const remote = require('remote-exec');
const sudo = require('sudo-prompt');
const cp = require('child_process');
const shellEscape = require('shell-escape');
const { Shescape } = require('shescape');
const bluebird = require('bluebird');
const pify = require('pify');
const util = require('util');
const run = util.promisify(cp.exec);
const run2 = bluebird.promisify(cp.exec);
const run3 = pify(cp.exec);
const run4 = cp.exec.bind(null);
const run5 = Object.freeze(cp.exec);

app.get('/', async (req, res) => {
    const { line } = req.query;
    // ruleid: command-injection
    execaCommand(line);
    // ruleid: command-injection
    execaCommandSync(line);
    // ruleid: command-injection
    execaSync(line);
    // ruleid: command-injection
    execaAll.execa(line);
    // ruleid: command-injection
    execaAll(line);
    // ruleid: command-injection
    execaAll.sync(line);
    // ruleid: command-injection
    execaAll.commandSync(line);
    // ruleid: command-injection
    execaAll.shell(line);
    // ruleid: command-injection
    spawn(line);
    // ruleid: command-injection
    spawn.sync(line);
    // ruleid: command-injection
    cmd.run(line);
    // ruleid: command-injection
    cmd.runSync(line);
    // ruleid: command-injection
    cmd.get(line);
    const client = new Client();
    // ruleid: command-injection
    client.exec(line, done);
    // ruleid: command-injection
    client.connect({}).exec(line, done);
    // ruleid: command-injection
    new NodeSSH().execCommand(line);
    // ruleid: command-injection
    remote(['host'], line);
    // ruleid: command-injection
    sudo.exec(line, {});
    // ruleid: command-injection
    cp.spawnSync(line);
    // ruleid: command-injection
    cp.execFile(line, []);
    // ruleid: command-injection
    cp.execFileSync(line, []);
    // ruleid: command-injection
    cp.fork(line);
    // ruleid: command-injection
    run(line);
    // ruleid: command-injection
    run2(line);
    // ruleid: command-injection
    run3(line);
    // ruleid: command-injection
    run4(line);
    // ruleid: command-injection
    run5(line);
    // ruleid: command-injection
    require('exec-async')(line);
    // ruleid: command-injection
    new (require('ssh2'))().exec(line);
    // ok: command-injection
    execaAll('ls', [line]);
    // ok: command-injection
    cp.exec('ls ' + shellEscape([line]));
    // ok: command-injection
    cp.exec('ls ' + new Shescape({}).quote(line));
    // ok: command-injection
    pify(other)(line);
    res.end();
});
