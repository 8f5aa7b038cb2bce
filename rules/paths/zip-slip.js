const fs = require('fs');
const path = require('path');
const unzipper = require('unzipper');
const AdmZip = require('adm-zip');
const JSZip = require('jszip');
const yauzl = require('yauzl');
const tar = require('tar-stream');

fs.createReadStream('in.zip')
    .pipe(unzipper.Parse())
    .on('entry', (entry) => {
        const name = entry.path;
        // ruleid: zip-slip
        entry.pipe(fs.createWriteStream(path.join('out', name)));
        // ok: zip-slip
        entry.pipe(fs.createWriteStream(path.join('out', path.basename(name))));
        const target = path.resolve('out', name);
        if (!target.startsWith(path.resolve('out') + path.sep)) return;
        // ok: zip-slip
        entry.pipe(fs.createWriteStream(target));
    });

function write(name, data) {
    // ruleid: zip-slip
    fs.writeFileSync('out/' + name, data);
}

const zip = new AdmZip('in.zip');
zip.getEntries().forEach((entry) => {
    write(entry.entryName, entry.getData());
    // ok: zip-slip
    fs.writeFileSync('out/' + count, entry.getData());
    if (entry.entryName.includes('..')) return;
    // ok: zip-slip
    fs.writeFileSync('out/' + entry.entryName, entry.getData());
});
for (const { entryName } of zip.getEntries()) {
    // ruleid: zip-slip
    fs.mkdirSync(path.join('out', entryName), { recursive: true });
}

async function unpack(data) {
    const archive = await JSZip.loadAsync(data);
    archive.forEach((name, file) => {
        // ruleid: zip-slip
        fs.writeFile(path.join('out', file.name), '', done);
        // ok: zip-slip
        fs.writeFile(path.join('out', 'content'), file.name, done);
    });
}

yauzl.open('in.zip', (err, file) => {
    file.on('entry', (entry) => {
        // ruleid: zip-slip
        fs.createWriteStream(entry.fileName);
        // ok: zip-slip
        console.log(entry.fileName);
    });
});

const extract = tar.extract();
extract.on('entry', (header, stream, next) => {
    // ruleid: zip-slip
    stream.pipe(fs.createWriteStream(path.join('out', header.name)));
    next();
});
