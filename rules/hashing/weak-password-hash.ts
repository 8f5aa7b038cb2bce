import { createHash } from 'node:crypto';
import argon2 from 'argon2';
import md5 from 'md5';

export function check(hash: string, password: string): boolean {
    // ruleid: weak-password-hash
    return createHash('sha1').update(password).digest('hex') === hash;
}

export function change(user: User, password: string): void {
    // ruleid: weak-password-hash
    user.password = md5(password);
}

export async function good(hash: string, password: string): Promise<boolean> {
    // ok: weak-password-hash
    return (await argon2.verify(hash, password)) === true;
}

export async function changeWell(user: User, password: string): Promise<void> {
    // ok: weak-password-hash
    user.password = await argon2.hash(password);
}

export function etag(body: string): string {
    // ok: weak-password-hash
    return createHash('md5').update(body).digest('base64');
}
