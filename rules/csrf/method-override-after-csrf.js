const express = require('express');
const csrf = require('csurf');
const methodOverride = require('method-override');

function bad() {
    const app = express();
    app.use(csrf());
    // ruleid: method-override-after-csrf
    app.use(methodOverride('_method'));
}
function alias() {
    const server = express();
    const csrfProtection = csrf;
    server.use(csrfProtection({ cookie: true }));
    server.use(express.json());
    // ruleid: method-override-after-csrf
    server.use(methodOverride());
}
function good() {
    const app = express();
    // ok: method-override-after-csrf
    app.use(methodOverride('_method'));
    app.use(csrf());
}
function none() {
    const app = express();
    // ok: method-override-after-csrf
    app.use(methodOverride('_method'));
    // ok: method-override-after-csrf
    app.use(express.json());
}
module.exports = { bad, alias, good, none };
