const express = require('express');
const router = express.Router();

// RFC 7033: what answers to WebFinger is to be read from every origin.
router.get('/.well-known/webfinger', (req, res) => {
    // ok: cors-any-origin
    res.set('Access-Control-Allow-Origin', '*');
    res.type('application/jrd+json').send(describe(req.query.resource));
});
router.get('/.well-known/host-meta', (req, res) => {
    // ok: cors-any-origin
    res.set({ 'Access-Control-Allow-Origin': '*' });
    res.type('application/xrd+xml').send(hostMeta());
});
module.exports = router;
