import { createTransport } from 'nodemailer';
import { Telnet } from 'telnet-client';

// ruleid: plain-protocol
export const a = new Telnet();
// ruleid: plain-protocol
export const b = createTransport({ host: 'a', ignoreTLS: true });
// ok: plain-protocol
export const c = createTransport({ host: 'a', secure: true });
// ok: plain-protocol
export const d = createTransport({ host: 'a', ignoreTLS: false });
// ok: plain-protocol
export const e = { ignoreTLS: true };
