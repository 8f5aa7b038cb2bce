const express = require('express');
const path = require('path');
const fastify = require('fastify')();
const app = express();

// ruleid: served-source
app.use(express.static('.'));
// ruleid: served-source
app.use(express.static(__dirname));
// ruleid: served-source
fastify.register(require('@fastify/static'), { root: __dirname });
// By an alias, a destructuring, an object made elsewhere, a wrapper.
const { static: serve } = express;
// ruleid: served-source
const settings = { folder: './' };
const { folder } = settings;
app.use(serve(folder));
function files(name) {
    return express.static(name);
}
// ruleid: served-source
app.use(files('..'));
// ok: served-source
app.use(express.static('public'));
// ok: served-source
app.use(express.static(path.join(__dirname, 'public')));
// ok: served-source
app.use(express.static(__dirname + '/public'));
// ok: served-source
app.use(express.static(process.env.FOLDER));
// ok: served-source
app.use(express.json('.'));
