const { cookie } = require('merlon-guard');

function bare(req, res, id) {
    // ruleid: cookie-header-without-httponly
    res.setHeader('Set-Cookie', `sid=${id}; Path=/; Secure`);
}

function safe(req, res, id) {
    // ok: cookie-header-without-httponly
    res.setHeader('Set-Cookie', cookie('sid', id));
}
