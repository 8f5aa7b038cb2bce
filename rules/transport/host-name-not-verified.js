const https = require('https');
const tls = require('tls');

// ruleid: host-name-not-verified
https.get('https://a.example.com', { checkServerIdentity: () => undefined });
// ruleid: host-name-not-verified
tls.connect({ checkServerIdentity: (host, certificate) => {} });
const options = { host: 'a' };
// ruleid: host-name-not-verified
options.checkServerIdentity = () => undefined;
// ruleid: host-name-not-verified
const wrap = more => tls.connect({ ...more, checkServerIdentity() {} });
wrap(options);

// ok: host-name-not-verified
https.get('https://a.example.com', { checkServerIdentity: tls.checkServerIdentity });
// ok: host-name-not-verified
tls.connect({ checkServerIdentity: (host, certificate) => tls.checkServerIdentity('b', certificate) });
// ok: host-name-not-verified
tls.connect({ checkServerIdentity: (host, certificate) => (certificate.fingerprint === PIN ? undefined : new Error()) });
