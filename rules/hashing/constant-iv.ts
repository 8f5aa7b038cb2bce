import { createCipheriv, randomBytes } from 'crypto';
import * as crypto from 'node:crypto';

// ruleid: constant-iv
export const a = createCipheriv('aes-256-cbc', key, '0123456789abcdef');
export class Box {
    seal(text: string, vector: Buffer): Buffer {
        return crypto.createCipheriv('aes-128-cbc', key, vector).update(text);
    }
}
// ruleid: constant-iv
const zero: Buffer = Buffer.alloc(16, 0);
export const b = createCipheriv('aes-256-cbc', key, zero);

// ok: constant-iv
export const c = createCipheriv('aes-256-gcm', key, randomBytes(12));
const iv = randomBytes(16);
// ok: constant-iv
export const d = createCipheriv('aes-256-cbc', key, iv);
// ok: constant-iv
export const e = Buffer.alloc(16);
