// Koa, with @koa/multer and koa-body.
const Koa = require('koa');
const Router = require('@koa/router');
const multer = require('@koa/multer');

const app = new Koa();
const router = new Router();
const upload = multer({ dest: '/srv/inbox' });

router.post('/picture', upload.single('picture'), (ctx) => {
    ctx.cookies.set('seen', 'yes');
    ctx.body = { size: ctx.file.size, same: ctx.request.file.size };
});

router.get('/list', (ctx) => {
    ctx.attachment('list.csv');
    ctx.body = ctx.request.accept.headers['accept-language'];
});

app.use(router.routes());
