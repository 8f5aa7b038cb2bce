const app = require('express')();
const http = require('node:http');
const merlon = require('merlon-guard');

const guard = merlon({ csrf: { secret: process.env.CSRF_SECRET } });

function bare(req, res) {
    try {
        work(req);
    } catch (error) {
        // ruleid: stack-trace-in-response
        res.end(error.stack);
    }
}

http.createServer((req, res) => {
    try {
        work(req);
    } catch (error) {
        // ok: stack-trace-in-response
        guard.error(error, req, res);
    }
});
app.get('/', bare);
// ok: stack-trace-in-response
app.use(guard.errors());
