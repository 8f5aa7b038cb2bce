import * as jwt from 'jsonwebtoken';

// ruleid: jwt-without-expiry
export const a = (id: string): string => jwt.sign({ id }, 'x', { issuer: 'me' });
// ok: jwt-without-expiry
export const b = (id: string): string => jwt.sign({ id }, 'x', { expiresIn: 60 });
// ok: jwt-without-expiry
export const c = (claims: object): string => jwt.sign(claims, 'x');
// ok: jwt-without-expiry
export const d = (options: jwt.SignOptions): string => jwt.sign({ a: 1 }, 'x', options);
