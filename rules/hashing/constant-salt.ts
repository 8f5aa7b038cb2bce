import { pbkdf2Sync, randomBytes, scrypt } from 'crypto';
import * as crypto from 'node:crypto';

// ruleid: constant-salt
export const a = pbkdf2Sync(password, 'shop', 600000, 32, 'sha256');
// ruleid: constant-salt
const salt: string = 'sea';
scrypt(password, salt, 64, done);
export function derive(password: string, by: string): Buffer {
    return crypto.scryptSync(password, by, 32);
}
// ruleid: constant-salt
derive(password, 'shop');

// ok: constant-salt
derive(password, user.salt);
// ok: constant-salt
export const b = pbkdf2Sync(password, randomBytes(16), 600000, 32, 'sha256');
// ok: constant-salt
export const c = crypto.hkdfSync('sha256', key, randomBytes(32), 'sessions', 32);
