import { randomBytes, randomInt } from 'crypto';

export class Accounts {
    private secret: string;

    reset(user: User): void {
        // ruleid: weak-random-secret
        const newPassword = Math.random().toString(36).substring(2, 10);
        user.set(newPassword);
        // ruleid: weak-random-secret
        this.secret = `s${Math.random()}`;
    }

    private code(): string {
        return String(Math.floor(100000 + Math.random() * 900000));
    }

    mail(user: User): Mail {
        // ruleid: weak-random-secret
        return { to: user.mail, verificationCode: this.code() };
    }
}

// ok: weak-random-secret
export const accessToken: string = randomBytes(32).toString('base64url');
// ok: weak-random-secret
export const otp = randomInt(0, 1000000);
// ok: weak-random-secret
export const jitter: number = Math.random() * 50;

// ruleid: weak-random-id
export const uuid: string = 'x' + Math.random();
// ok: weak-random-id
export const guid = crypto.randomUUID();
// ok: weak-random-id
export const id = nanoid();
// ok: weak-random-id
export const ratio = Math.random();
