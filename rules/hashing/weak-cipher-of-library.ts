import CryptoJS from 'crypto-js';
import * as library from 'crypto-js';
import { RC4 } from 'crypto-js';

// ruleid: weak-cipher-of-library
export const a = CryptoJS.TripleDES.encrypt(text, key).toString();
const { DES } = library;
// ruleid: weak-cipher-of-library
export const b = DES.encrypt(text, key);
export function seal(text: string): string {
    // ruleid: weak-cipher-of-library
    return RC4.encrypt(text, key).toString();
}

// ok: weak-cipher-of-library
export const c = CryptoJS.AES.encrypt(text, key).toString();
// ok: weak-cipher-of-library
export const d = CryptoJS.DES.decrypt(old, key);
// ok: weak-cipher-of-library
export const e = service.RC4.encrypt(text);
