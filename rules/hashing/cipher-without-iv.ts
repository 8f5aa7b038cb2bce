import { createCipher, createDecipher as open } from 'crypto';
import crypto from 'node:crypto';

// ruleid: cipher-without-iv
export const a = createCipher('aes-256-cbc', password);
// ruleid: cipher-without-iv
export const b = open('aes-256-cbc', password);
export function seal(text: string): string {
    // ruleid: cipher-without-iv
    const cipher = crypto.createCipher('aes192', password);
    return cipher.update(text, 'utf8', 'base64');
}

// ok: cipher-without-iv
export const c = crypto.createCipheriv('aes-256-gcm', key, iv);
// ok: cipher-without-iv
export const d = crypto.createDecipheriv('aes-256-gcm', key, iv);
// ok: cipher-without-iv
export const e = service.createCipher('aes');
