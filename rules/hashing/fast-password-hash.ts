import { createHash } from 'crypto';
import * as crypto from 'node:crypto';
import md5 from 'blueimp-md5';

export class Users {
    hash(password: string): string {
        // ruleid: fast-password-hash
        return createHash('sha1').update(password).digest('hex');
    }

    change(user: User, dto: { password: string }): void {
        // ruleid: fast-password-hash
        user.digest = md5(dto.password);
    }

    store(userPwd: string): string {
        const text = `${this.salt}:${userPwd}`;
        // ruleid: fast-password-hash
        return crypto.createHash('sha256').update(text).digest('base64');
    }
}

export const hash = (data: string): string => {
    // ruleid: fast-password-hash
    return crypto.createHash('md5').update(data).digest('hex');
};
hash(account.password);

export function slow(password: string, salt: Buffer): Buffer {
    // ok: fast-password-hash
    return crypto.scryptSync(password, salt, 64);
}

export function etag(body: string): string {
    // ok: fast-password-hash
    return createHash('md5').update(body).digest('base64');
}

export function token(resetToken: string): string {
    // ok: fast-password-hash
    return createHash('sha256').update(resetToken).digest('hex');
}

export function page(passwordPolicy: string): string {
    // ok: fast-password-hash
    return md5(passwordPolicy);
}
