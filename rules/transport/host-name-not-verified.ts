import * as tls from 'tls';

// ruleid: host-name-not-verified
export const a = tls.connect({ host: 'a', checkServerIdentity: () => undefined });
// ok: host-name-not-verified
export const b = tls.connect({ host: 'a' });
// ok: host-name-not-verified
export const c = tls.connect({ checkServerIdentity: (host, cert) => tls.checkServerIdentity(host, cert) });
// ok: host-name-not-verified
export const d = { onClose: () => undefined };
