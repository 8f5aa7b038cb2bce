const crypto = require('crypto');
const { createHmac: mac } = require('crypto');

function hook(req, res) {
    const digest = crypto.createHmac('sha256', process.env.KEY).update(req.rawBody).digest('hex');
    // ruleid: mac-compared
    if (req.headers['x-signature'] !== digest) return res.status(401).end();
    // ruleid: mac-compared
    if ('sha256=' + digest === req.get('x-hub-signature')) return res.end('yes');
    res.end();
}
function sign(text) {
    return mac('sha256', process.env.KEY).update(text).digest('base64');
}
const made = { signature: sign('order 7') };
// ruleid: mac-compared
if (given == made.signature) accept();

// ok: mac-compared
if (crypto.timingSafeEqual(Buffer.from(given), Buffer.from(made.signature))) accept();
// ok: mac-compared
if (given.length !== made.signature.length) refuse();
// ok: mac-compared
if (sign('order 8') === undefined) refuse();
// ok: mac-compared
if (crypto.createHash('sha256').update(file).digest('hex') === wanted) accept();
