import { createHash, createVerify as verifier } from 'crypto';
import * as crypto from 'node:crypto';

// ruleid: weak-hash-algorithm
export const a = createHash('md5').update(body).digest('hex');
const algorithm: string = 'sha1';
// ruleid: weak-hash-algorithm
export const b = crypto.createHmac(algorithm, key);
// ruleid: weak-hash-algorithm
export const c = verifier('RSA-MD5');

// ok: weak-hash-algorithm
export const d = createHash('sha3-256');
// ok: weak-hash-algorithm
export const e = verifier('RSA-SHA256');
// ok: weak-hash-algorithm
export const f = { algorithm: 'md5' };
