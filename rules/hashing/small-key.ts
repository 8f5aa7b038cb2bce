import { createDiffieHellman as group, generateKeyPairSync, generateKeySync } from 'crypto';
import NodeRSA from 'node-rsa';
import CryptoJS from 'crypto-js';

export function pair(modulusLength: number) {
    return generateKeyPairSync('rsa', { modulusLength });
}
// ruleid: small-key
pair(1024);
// ok: small-key
pair(2048);
// ok: small-key
generateKeyPairSync('ed25519');
// ok: small-key
generateKeyPairSync('rsa', { modulusLength: Number(process.env.BITS) });

// ruleid: small-group
export const a = group(512);
// ok: small-group
export const b = group(2048);
// ok: small-group
export const c = group(prime);
// ok: small-group
export const d = connect(512);

// ruleid: small-secret-key
export const e = generateKeySync('hmac', { length: 32 });
// ok: small-secret-key
export const f = generateKeySync('hmac', { length: 512 });
// ok: small-secret-key
export const g = generateKeySync('aes', { length: 256 });
// ok: small-secret-key
export const h = { length: 32 };

// ruleid: small-key-of-library
export const i = new NodeRSA({ b: 1024 });
// ok: small-key-of-library
export const j = new NodeRSA({ b: 4096 });
// ok: small-key-of-library
export const k = new NodeRSA(pem);
// ok: small-key-of-library
export const l = { b: 512 };

// ruleid: small-key-pair
i.generateKeyPair(512);
// ok: small-key-pair
i.generateKeyPair(3072);
// ok: small-key-pair
i.generateKeyPair(config.bits);
// ok: small-key-pair
lock.generateKeyPair(8);

// ruleid: small-derived-key
export const m = CryptoJS.EvpKDF(password, salt, { keySize: 64 / 32 });
// ok: small-derived-key
export const n = CryptoJS.PBKDF2(password, salt, { keySize: 8 });
// ok: small-derived-key
export const o = CryptoJS.EvpKDF(password, salt, { keySize: 4 });
// ok: small-derived-key
export const q = { keySize: 1 };
