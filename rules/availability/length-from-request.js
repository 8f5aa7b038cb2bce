const app = require('express')();

app.post('/a', (req, res) => {
    // ruleid: length-from-request
    for (let i = 0; i < req.body.list.length; i++) res.write('x');
    const { items } = req.body;
    const all = items;
    // ruleid: length-from-request
    for (let i = 0; i < all.length; i++) res.write('x');
});
function each(list) {
    let i = 0;
    // ruleid: length-from-request
    while (i < list.length) {
        i++;
    }
}
app.post('/b', (req, res) => each(req.body.list));

app.post('/c', (req, res) => {
    const list = req.body.list;
    if (!Array.isArray(list)) return res.status(400).end();
    // ok: length-from-request
    for (let i = 0; i < list.length; i++) res.write('x');
});
app.post('/d', (req, res) => {
    const text = String(req.body.text);
    // ok: length-from-request
    for (let i = 0; i < text.length; i++) res.write('x');
    // ok: length-from-request
    for (const one of req.body.list) res.write(one);
    // ok: length-from-request
    for (let i = 0; i < stored.length; i++) res.write('x');
});
