const express = require('express');
const errorhandler = require('errorhandler');
const app = express();

// ruleid: error-pages-for-developers
app.use(errorhandler());
// ruleid: error-pages-for-developers
app.use(require('errorhandler')({ log: false }));
function last(server) {
    // ruleid: error-pages-for-developers
    server.use(errorhandler({ log: true }));
}
last(app);
// ruleid: error-pages-for-developers
const handler = errorhandler();
app.use(handler);

if (process.env.NODE_ENV === 'development') {
    // ok: error-pages-for-developers
    app.use(errorhandler());
}
// ok: error-pages-for-developers
if (app.get('env') === 'development') app.use(errorhandler());
// ok: error-pages-for-developers
app.use(require('./errorhandler')());
