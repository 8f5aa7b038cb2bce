const app = require('express')();

app.get('/a', (req, res) => {
    // ruleid: loop-from-request
    for (let i = 0; i < req.query.count; i++) res.write('x');
    // ruleid: loop-from-request
    res.send(Buffer.alloc(Number(req.query.size)));
    // ruleid: loop-from-request
    res.json(new Array(req.body.size));
    // ruleid: loop-from-request
    res.send('x'.repeat(req.query.count));
});
// By an alias, a destructuring, a wrapper.
app.get('/b', (req, res) => {
    const { count } = req.query;
    const times = count;
    // ruleid: loop-from-request
    for (let i = 0; i < times; i++) res.write('x');
    const number = parseInt(req.query.count, 10);
    // ruleid: loop-from-request
    for (let i = 0; i <= number; i++) res.write('x');
});
function fill(res, count) {
    // ruleid: loop-from-request
    for (let i = 0; i < count; i++) res.write('x');
}
app.get('/c', (req, res) => fill(res, req.query.count));

app.get('/d', (req, res) => {
    // ok: loop-from-request
    for (let i = 0; i < 10; i++) res.write(req.query.text);
    // ok: loop-from-request
    for (let i = 0; i < req.body.list.length; i++) res.write('x');
    // ok: loop-from-request
    for (let i = 0; i < Math.min(Number(req.query.count), 10); i++) res.write('x');
    // ok: loop-from-request
    res.json(new Array(5, req.body.size));
    const count = req.query.count;
    if (count < 100) {
        // ok: loop-from-request
        for (let i = 0; i < count; i++) res.write('x');
    }
});
