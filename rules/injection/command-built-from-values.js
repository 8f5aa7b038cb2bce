const cp = require('child_process');
const { exec, execFile } = require('child_process');
const quote = require('shell-quote');

module.exports.remove = function (name) {
    // ruleid: command-built-from-values
    cp.exec('rm -rf ' + name);
};

exports.show = ({ revision }) => {
    const line = `git show ${revision}`;
    // ruleid: command-built-from-values
    exec(line);
};

class Archive {
    pack(folder, done) {
        this.run('tar czf out.tgz ' + folder, done);
    }

    run(line, done) {
        const now = line;
        // ruleid: command-built-from-values
        cp.exec(now, done);
    }

    size(folder) {
        // ok: command-built-from-values
        return cp.execFileSync('du', ['-s', folder]);
    }
}

// The whole line is the caller's business.
exports.anything = function (line) {
    // ok: command-built-from-values
    exec(line);
};

exports.fixed = function (done) {
    // ok: command-built-from-values
    exec('systemctl reload nginx', done);
};

exports.port = function (port) {
    // ok: command-built-from-values
    exec('fuser -k ' + Number(port) + '/tcp');
};

exports.quoted = function (name) {
    // ok: command-built-from-values
    exec('ls ' + quote.quote([name]));
};

exports.listed = function (kind) {
    if (!['big', 'small'].includes(kind)) return;
    // ok: command-built-from-values
    exec('make ' + kind);
};

exports.ping = function (address) {
    const cmd = 'ping -c 3 ' + address;
    // ruleid: command-built-from-values
    cp.exec(cmd);
};

exports.checked = function (name) {
    if (/[^A-Za-z0-9_-]/.test(name)) throw new Error('no such name');
    // ok: command-built-from-values
    exec('make ' + name);
};

exports.Archive = Archive;

const OPTIONS = { shell: '/bin/bash' };
exports.list = function (name) {
    // ruleid: command-built-from-values
    cp.execFile('ls', ['-l', name], { shell: true }, done);
    // ruleid: command-built-from-values
    cp.spawn('ls', ['-l', name], OPTIONS);
    // ok: command-built-from-values
    cp.spawn('ls', ['-l', name], { stdio: 'pipe' });
    // ok: command-built-from-values
    cp.exec("ls -- '" + name.replace(/'/g, "'\\''") + "'");
    // ok: command-built-from-values
    cp.exec('ls -- ' + shellQuote(name));
};

// What is called a command is meant to be one.
exports.run = function (command) {
    // ok: command-built-from-values
    cp.exec('nice ' + command);
};

exports.checked = function (name, other) {
    if (!names.isValidName(name)) {
        throw new Error('no name');
    }
    // ok: command-built-from-values
    cp.exec('ls ' + name);
    // ruleid: command-built-from-values
    cp.exec('ls ' + other);
    if (isNaN(+other)) return;
    // ok: command-built-from-values
    cp.exec('ls ' + other);
};
