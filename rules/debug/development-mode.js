const app = require('express')();

// ruleid: development-mode
app.set('env', 'development');
// ruleid: development-mode
process.env.NODE_ENV = 'development';
const server = app;
function configure(what) {
    // ruleid: development-mode
    what.set('env', 'development');
}
configure(server);
// ok: development-mode
app.set('env', process.env.NODE_ENV);
// ok: development-mode
if (!process.env.NODE_ENV) process.env.NODE_ENV = 'development';
// ok: development-mode
process.env.NODE_ENV = 'production';
// ok: development-mode
app.set('view engine', 'development');
