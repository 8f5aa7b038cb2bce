import express from 'express';
import bcrypt from 'bcrypt';
import merlonDefault, { merlon, rateLimit, cookie } from 'merlon-guard';
import dropIn from 'merlon-guard/express-rate-limit';

async function signIn(req: express.Request, res: express.Response) {
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
    app.use(merlonDefault());
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
