const express = require('express');
const fileUpload = require('express-fileupload');
const multer = require('multer');
const busboy = require('busboy');
const app = express();

// ruleid: upload-without-limit
app.use(fileUpload());
// ruleid: upload-without-limit
app.post('/a', multer({ dest: 'uploads/' }).single('file'), (req, res) => res.end());
app.post('/b', (req, res) => {
    // ruleid: upload-without-limit
    req.pipe(busboy({ headers: req.headers }));
});

// By an alias, a destructuring, an object made elsewhere, a wrapper.
const receive = multer;
const settings = { upload: { dest: 'uploads/' } };
const { upload: options } = settings;
// ruleid: upload-without-limit
exports.a = receive(options);
const made = {};
made.storage = multer.memoryStorage();
// ruleid: upload-without-limit
exports.b = multer(made);
function reader(more) {
    // ruleid: upload-without-limit
    return fileUpload(more);
}
app.use(reader({ useTempFiles: true }));

// ok: upload-without-limit
app.use(fileUpload({ limits: { fileSize: 1024 * 1024 }, abortOnLimit: true }));
// ok: upload-without-limit
exports.c = multer({ dest: 'uploads/', limits: { fileSize: 1024 } });
// ok: upload-without-limit
exports.d = multer(require('./upload'));
// ok: upload-without-limit
exports.e = multer.memoryStorage();
const late = { dest: 'uploads/' };
late.limits = { fileSize: 1024 };
// ok: upload-without-limit
exports.f = multer(late);

const { Busboy } = require('@fastify/busboy');
exports.read = (req, res) => {
    // ruleid: upload-without-limit
    req.pipe(new Busboy({ headers: req.headers }));
    // ok: upload-without-limit
    req.pipe(new Busboy({ headers: req.headers, limits: { fileSize: 1024 } }));
};
