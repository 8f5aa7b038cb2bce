// Every call that the models know to block, in a handler.
const fs = require('fs-extra');
const nodeFs = require('fs');
const zlib = require('zlib');
const crypto = require('crypto');
const deasync = require('deasync');
const argon2 = require('@node-rs/argon2');
const app = require('express')();

app.post('/a', (req, res) => {
    // ruleid: blocking-call-in-handler
    nodeFs.accessSync('a');
    // ruleid: blocking-call-in-handler
    nodeFs.existsSync('a');
    // ruleid: blocking-call-in-handler
    nodeFs.lstatSync('a');
    // ruleid: blocking-call-in-handler
    nodeFs.statSync('a');
    // ruleid: blocking-call-in-handler
    nodeFs.openSync('a');
    // ruleid: blocking-call-in-handler
    nodeFs.readdirSync('a');
    // ruleid: blocking-call-in-handler
    nodeFs.rmSync('a');
    // ruleid: blocking-call-in-handler
    nodeFs.rmdirSync('a');
    // ruleid: blocking-call-in-handler
    nodeFs.cpSync('a');
    // ruleid: blocking-call-in-handler
    nodeFs.copyFileSync('a');
    // ruleid: blocking-call-in-handler
    fs.copySync('a', 'b');
    // ruleid: blocking-call-in-handler
    fs.emptyDirSync('a', 'b');
    // ruleid: blocking-call-in-handler
    fs.ensureDirSync('a', 'b');
    // ruleid: blocking-call-in-handler
    fs.moveSync('a', 'b');
    // ruleid: blocking-call-in-handler
    fs.outputFileSync('a', 'b');
    // ruleid: blocking-call-in-handler
    fs.outputJsonSync('a', 'b');
    // ruleid: blocking-call-in-handler
    fs.readJSONSync('a', 'b');
    // ruleid: blocking-call-in-handler
    fs.readJsonSync('a', 'b');
    // ruleid: blocking-call-in-handler
    fs.removeSync('a', 'b');
    // ruleid: blocking-call-in-handler
    fs.writeJSONSync('a', 'b');
    // ruleid: blocking-call-in-handler
    fs.writeJsonSync('a', 'b');
    // ruleid: blocking-call-in-handler
    zlib.brotliCompressSync(req.body);
    // ruleid: blocking-call-in-handler
    zlib.brotliDecompressSync(req.body);
    // ruleid: blocking-call-in-handler
    zlib.deflateSync(req.body);
    // ruleid: blocking-call-in-handler
    zlib.gunzipSync(req.body);
    // ruleid: blocking-call-in-handler
    zlib.gzipSync(req.body);
    // ruleid: blocking-call-in-handler
    zlib.inflateSync(req.body);
    // ruleid: blocking-call-in-handler
    zlib.unzipSync(req.body);
    // ruleid: blocking-call-in-handler
    crypto.generatePrimeSync(2048);
    // ruleid: blocking-call-in-handler
    deasync.loopWhile(() => true);
    // ruleid: blocking-call-in-handler
    argon2.verifySync(stored, req.body.password);
    // ok: blocking-call-in-handler
    fs.readJson('a').then(json => res.json(json));
});
