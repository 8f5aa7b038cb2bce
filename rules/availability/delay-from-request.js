const app = require('express')();

app.get('/a', (req, res) => {
    // ruleid: delay-from-request
    setTimeout(() => res.end(), req.query.ms);
    // ruleid: delay-from-request
    setTimeout(() => res.end(), Number(req.query.ms));
    // ruleid: delay-from-request
    setInterval(() => res.write('.'), parseInt(req.body.every, 10));
});
// By an alias, a destructuring, a wrapper.
app.get('/b', (req, res) => {
    const { ms } = req.query;
    const wait = ms;
    // ruleid: delay-from-request
    setTimeout(() => res.end(), wait);
    const number = Number(req.query.ms);
    // ruleid: delay-from-request
    setTimeout(() => res.end(), number);
});
function later(run, ms) {
    // ruleid: delay-from-request
    setTimeout(run, ms);
}
app.get('/c', (req, res) => later(() => res.end(), req.query.ms));

app.get('/d', (req, res) => {
    // ok: delay-from-request
    setTimeout(() => res.end(), 1000);
    // ok: delay-from-request
    setTimeout(() => res.end(), Math.min(Number(req.query.ms), 5000));
    // ok: delay-from-request
    setTimeout(() => res.end(req.query.ms), 5);
    const { ms } = req.query;
    if (ms < 5000) {
        // ok: delay-from-request
        setTimeout(() => res.end(), ms);
    }
    // ok: delay-from-request
    setTimeout(() => res.end(), req.query.slow ? 1000 : 0);
});
