const express = require('express');
const serveIndex = require('serve-index');
const serve = require('serve-handler');
const fastify = require('fastify')();
const app = express();

// ruleid: directory-listing
app.use('/files', serveIndex('files'));
// ruleid: directory-listing
fastify.register(require('@fastify/static'), { root: '/srv/files', list: true });
app.use((req, res) => {
    // ruleid: directory-listing
    serve(req, res, { public: 'files', directoryListing: true });
});
// By an alias, a destructuring, an object made elsewhere, a wrapper.
const index = serveIndex;
const { folder } = { folder: 'files' };
// ruleid: directory-listing
app.use(index(folder, { icons: true }));
function list(name) {
    // ruleid: directory-listing
    return serveIndex(name);
}
app.use(list('files'));
// ok: directory-listing
app.use(express.static('public'));
// ok: directory-listing
fastify.register(require('@fastify/static'), { root: '/srv/files', list: false });
// ok: directory-listing
app.use((req, res) => serve(req, res, { directoryListing: false }));
// ok: directory-listing
app.use(require('./serve-index')('files'));
