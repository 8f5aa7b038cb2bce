import { createCipheriv, createDecipheriv as opener } from 'crypto';
import * as crypto from 'node:crypto';

// ruleid: weak-cipher
export const a = createCipheriv('DES-CBC', key, iv);
// ruleid: weak-cipher
const algorithm = 'des-ecb' as const;
export const b = opener(algorithm, key, null);
export function seal(name: string): crypto.Cipher {
    return crypto.createCipheriv(name, key, iv);
}
// ruleid: weak-cipher
seal('aes-128-ecb');

// ok: weak-cipher
seal('aes-256-ctr');
// ok: weak-cipher
export const c = createCipheriv('aes-256-gcm', key, iv);
// ok: weak-cipher
export const title = 'des-ecb is broken';
