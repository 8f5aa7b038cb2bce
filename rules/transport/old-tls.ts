import * as tls from 'tls';

// ruleid: old-tls
const options: tls.ConnectionOptions = { host: 'a', minVersion: 'TLSv1.1' };
export const a = tls.connect(options);
// ok: old-tls
export const b = tls.connect({ host: 'a', minVersion: 'TLSv1.2' });
// ok: old-tls
export const c = tls.connect({ host: 'a', minVersion: process.env.TLS as tls.SecureVersion });
// ok: old-tls
export const d = { version: 'TLSv1' };
