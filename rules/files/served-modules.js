const express = require('express');
const app = express();

// ruleid: served-modules
app.use('/lib', express.static('node_modules'));
// ruleid: served-modules
app.use('/lib', express.static('./node_modules/'));
// By an alias, a destructuring, an object made elsewhere, a wrapper.
const { static: serve } = express;
// ruleid: served-modules
const settings = { folder: '../node_modules' };
const { folder } = settings;
app.use(serve(folder));
function files(name) {
    return express.static(name);
}
// ruleid: served-modules
app.use(files('node_modules'));
// ok: served-modules
app.use(express.static('node_modules/bootstrap/dist'));
// ok: served-modules
app.use(express.static('public'));
// ok: served-modules
app.use(express.json('node_modules'));
