const fs = require('fs');
const AdmZip = require('adm-zip');
const unzipper = require('unzipper');
const tar = require('tar');
const stream = require('tar-stream');
const StreamZip = require('node-stream-zip');
const yauzl = require('yauzl');
const JSZip = require('jszip');

// ruleid: zip-slip
fs.writeFileSync(new AdmZip('a').getEntry('b').entryName, '');
async function unpack(data) {
    for (const entry of (await unzipper.Open.buffer(data)).files) {
        // ruleid: zip-slip
        fs.createWriteStream(entry.path);
    }
    tar.list({ file: 'a', onentry: (entry) => {
        // ruleid: zip-slip
        fs.writeFileSync(entry.path, '');
    } });
    stream.extract().on('entry', (header) => {
        // ruleid: zip-slip
        fs.writeFileSync(header.name, '');
    }).once('entry', (header) => {
        // ruleid: zip-slip
        fs.writeFileSync(header.linkname, '');
    });
    for (const entry of Object.values(await new StreamZip.async({}).entries())) {
        // ruleid: zip-slip
        fs.writeFileSync(entry.name, '');
    }
    for (const entry of Object.values(new StreamZip({}).entries())) {
        // ruleid: zip-slip
        fs.writeFileSync(entry.name, '');
    }
    new StreamZip({}).on('entry', (entry) => {
        // ruleid: zip-slip
        fs.writeFileSync(entry.name, '');
    });
    yauzl.fromBuffer(data, (err, file) => {
        file.on('entry', (entry) => {
            // ruleid: zip-slip
            fs.writeFileSync(entry.fileName, '');
        });
    });
    const zip = await JSZip.loadAsync(data);
    zip.forEach((name) => {
        // ruleid: zip-slip
        fs.writeFileSync(name, '');
    });
    for (const file of Object.values(zip.files)) {
        // ruleid: zip-slip
        fs.writeFileSync(file.name, '');
        // ok: zip-slip
        fs.writeFileSync('a', file.name);
    }
    data.pipe(unzipper.Parse()).on('entry', (entry) => {
        // ruleid: zip-slip
        entry.pipe(fs.createWriteStream(entry.path));
    });
}
