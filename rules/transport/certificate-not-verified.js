const https = require('https');
const tls = require('tls');
const { Pool } = require('pg');
const axios = require('axios');

// ruleid: certificate-not-verified
https.get('https://a.example.com', { rejectUnauthorized: false });
// ruleid: certificate-not-verified
exports.pool = new Pool({ ssl: { rejectUnauthorized: false } });
// ruleid: certificate-not-verified
axios.get('https://a.example.com', { httpsAgent: new https.Agent({ rejectUnauthorized: false }) });
// ruleid: certificate-not-verified
process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
// ruleid: certificate-not-verified
process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = 0;

// By an alias, a destructuring, an object made elsewhere, a wrapper.
const settings = { verify: false };
const { verify } = settings;
// ruleid: certificate-not-verified
tls.connect({ host: 'a', rejectUnauthorized: verify });
const options = {};
// ruleid: certificate-not-verified
options.rejectUnauthorized = false;
https.request(options);
function agent(strict) {
    // ruleid: certificate-not-verified
    return new https.Agent({ rejectUnauthorized: strict });
}
exports.agent = agent(false);

// ok: certificate-not-verified
https.get('https://a.example.com', { rejectUnauthorized: true });
// ok: certificate-not-verified
https.get('https://a.example.com', { rejectUnauthorized: process.env.NODE_ENV === 'production' });
// ok: certificate-not-verified
process.env.NODE_TLS_REJECT_UNAUTHORIZED = '1';
// ok: certificate-not-verified
exports.fine = new Pool({ ssl: false });
// ok: certificate-not-verified
exports.other = { rejectOthers: false };
// ok: certificate-not-verified
exports.read = options.rejectUnauthorized === false;
// What somebody set, made a truth value.
// ok: certificate-not-verified
options.rejectUnauthorized = exports.settings.verify.toLowerCase() === 'yes' ? true : false;
// ruleid: certificate-not-verified
options.rejectUnauthorized = exports.settings.production ? false : true;
// ok: certificate-not-verified
options.rejectUnauthorized = !exports.settings.ignoreCertificate || false;
