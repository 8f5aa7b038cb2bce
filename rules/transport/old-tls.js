const https = require('https');
const tls = require('tls');

// ruleid: old-tls
https.createServer({ minVersion: 'TLSv1' });
// ruleid: old-tls
tls.connect({ secureProtocol: 'TLSv1_method' });
// ruleid: old-tls
tls.DEFAULT_MIN_VERSION = 'TLSv1.1';
// ruleid: old-tls
https.createServer({ ciphers: 'HIGH:RC4-SHA' });

// By an alias, a destructuring, an object made elsewhere, a wrapper.
const settings = { tls: { lowest: 'TLSv1' } };
const { lowest } = settings.tls;
// ruleid: old-tls
https.createServer({ minVersion: lowest });
const options = {};
// ruleid: old-tls
options.secureProtocol = 'SSLv3_method';
tls.connect(options);
function serve(version) {
    // ruleid: old-tls
    return https.createServer({ minVersion: version });
}
serve('TLSv1.1');

// ok: old-tls
https.createServer({ minVersion: 'TLSv1.2' });
// ok: old-tls
tls.connect({ secureProtocol: 'TLSv1_2_method' });
// ok: old-tls
https.createServer({ ciphers: 'HIGH:!RC4:!MD5:!aNULL' });
// ok: old-tls
tls.DEFAULT_MIN_VERSION = 'TLSv1.3';
