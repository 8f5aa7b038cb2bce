const express = require('express');
const bcrypt = require('bcrypt');
const { merlon, rateLimit } = require('merlon-guard');
const dropIn = require('merlon-guard/express-rate-limit');

async function signIn(req, res) {
    res.json({ same: await bcrypt.compare(req.body.password, await stored(req.body.name)) });
}

function bare() {
    const app = express();
    // ruleid: login-without-rate-limit
    app.post('/enter', signIn);
    return app;
}

// Guards alone do not count hits.
function cookies() {
    const { cookie } = require('merlon-guard');
    const app = express();
    app.use((req, res, next) => res.setHeader('Set-Cookie', cookie('seen', '1')) && next());
    // ruleid: login-without-rate-limit
    app.post('/enter', signIn);
    return app;
}

function whole() {
    const app = express();
    app.use(merlon({ csrf: { secret: process.env.CSRF_SECRET } }));
    // ok: login-without-rate-limit
    app.post('/enter', signIn);
    return app;
}

function called() {
    const app = express();
    app.use(require('merlon-guard')());
    // ok: login-without-rate-limit
    app.post('/enter', signIn);
    return app;
}

function one() {
    const app = express();
    // ok: login-without-rate-limit
    app.post('/enter', rateLimit({ limit: 10 }), signIn);
    return app;
}

function replaced() {
    const app = express();
    // ok: login-without-rate-limit
    app.post('/enter', dropIn({ windowMs: 900000, limit: 10 }), signIn);
    // ok: login-without-rate-limit
    app.post('/again', dropIn.rateLimit({ windowMs: 900000, limit: 10 }), signIn);
    return app;
}

function staged() {
    const guard = merlon({ csrf: { secret: process.env.CSRF_SECRET } });
    const app = express();
    app.use(guard.before);
    app.use(express.urlencoded({ extended: false }));
    app.use(guard.after);
    // ok: login-without-rate-limit
    app.post('/enter', signIn);
    return app;
}

function early() {
    const guard = require('merlon-guard')({ csrf: { secret: process.env.CSRF_SECRET } });
    const app = express();
    app.use(guard.before);
    // ok: login-without-rate-limit
    app.post('/enter', signIn);
    return app;
}

function koa() {
    const Koa = require('koa');
    const Router = require('@koa/router');
    const enter = async (ctx) => {
        ctx.body = await bcrypt.compare(ctx.request.body.password, await stored(ctx.request.body.name));
    };
    const open = new Koa();
    const openRouter = new Router();
    // ruleid: login-without-rate-limit
    openRouter.post('/enter', enter);
    open.use(openRouter.routes());

    const app = new Koa();
    const router = new Router();
    router.use(merlon({ csrf: { secret: process.env.CSRF_SECRET } }).koa());
    // ok: login-without-rate-limit
    router.post('/enter', enter);
    app.use(router.routes());

    const guard = require('merlon-guard')({ csrf: { secret: process.env.CSRF_SECRET } });
    const other = new Koa();
    const otherRouter = new Router();
    otherRouter.use(guard.koa());
    // ok: login-without-rate-limit
    otherRouter.post('/enter', enter);
    other.use(otherRouter.routes());
    return [open, app, other];
}
