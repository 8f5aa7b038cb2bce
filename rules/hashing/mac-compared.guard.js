const crypto = require('node:crypto');
const { equal } = require('merlon-guard');

function bare(body, sent) {
    const mac = crypto.createHmac('sha256', process.env.KEY).update(body).digest('hex');
    // ruleid: mac-compared
    return mac === sent;
}

function safe(body, sent) {
    const mac = crypto.createHmac('sha256', process.env.KEY).update(body).digest('hex');
    // ok: mac-compared
    return equal(mac, sent);
}
