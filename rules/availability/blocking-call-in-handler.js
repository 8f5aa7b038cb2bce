const express = require('express');
const bcrypt = require('bcrypt');
const fs = require('fs');
const crypto = require('crypto');
const { execSync } = require('child_process');
const app = express();

// At start-up nobody waits.
// ok: blocking-call-in-handler
const page = fs.readFileSync('page.html');
// ok: blocking-call-in-handler
const first = bcrypt.hashSync(process.env.FIRST, 12);

app.post('/a', (req, res) => {
    // ruleid: blocking-call-in-handler
    if (!bcrypt.compareSync(req.body.password, first)) return res.status(401).end();
    // ruleid: blocking-call-in-handler
    res.send(fs.readFileSync('a.html'));
});
exports.b = function (req, res) {
    users.find(req.body.name).then(user => {
        // ruleid: blocking-call-in-handler
        user.hash = crypto.pbkdf2Sync(req.body.password, user.salt, 600000, 32, 'sha256');
    });
};

// By an alias, a destructuring, an object made elsewhere, a wrapper.
const run = execSync;
const tools = { read: fs.readFileSync };
function load(name) {
    // ruleid: blocking-call-in-handler
    return fs.readFileSync(name);
}
app.get('/c', (req, res) => {
    // ruleid: blocking-call-in-handler
    run('uptime');
    // ruleid: blocking-call-in-handler
    tools.read('a');
    res.send(load('b'));
});

function prepare() {
    // ok: blocking-call-in-handler
    return fs.readFileSync('c');
}
prepare();
function mount(router) {
    // ok: blocking-call-in-handler
    const text = fs.readFileSync('d');
    router.get('/d', (req, res) => res.send(text));
}
mount(app);
app.get('/e', async (req, res) => {
    // ok: blocking-call-in-handler
    res.send(await fs.promises.readFile('e'));
    // ok: blocking-call-in-handler
    res.json(await bcrypt.compare(req.body.password, first));
    // ok: blocking-call-in-handler
    res.json(other.readFileSync('f'));
});
