import { pbkdf2, pbkdf2Sync as derive } from 'crypto';
import crypto from 'node:crypto';

// ruleid: few-iterations
pbkdf2(password, salt, 4096, 32, 'sha256', done);
// ruleid: few-iterations
const rounds: number = 5000;
export const a = derive(password, salt, rounds, 32, 'sha256');
export const b = (count: number) => crypto.pbkdf2Sync(password, salt, count, 32, 'sha256');
// ruleid: few-iterations
b(2048);

// ok: few-iterations
b(310000);
// ok: few-iterations
pbkdf2(password, salt, 600_000, 32, 'sha256', done);
// ok: few-iterations
export const c = derive(password, salt, options.rounds, 32, 'sha256');
