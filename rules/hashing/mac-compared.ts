import { createHmac, timingSafeEqual } from 'crypto';

export class Hooks {
    private sign(text: string): string {
        return createHmac('sha512', this.key).update(text).digest('hex');
    }

    verify(text: string, signature: string): boolean {
        // ruleid: mac-compared
        return this.sign(text) === signature;
    }

    refuse(text: string, signature: string): boolean {
        const { length } = signature;
        const wanted = this.sign(text);
        // ruleid: mac-compared
        return wanted != signature;
    }

    well(text: string, signature: string): boolean {
        // ok: mac-compared
        return timingSafeEqual(Buffer.from(this.sign(text)), Buffer.from(signature));
    }

    empty(text: string): boolean {
        // ok: mac-compared
        return this.sign(text) === null;
    }
}
// ok: mac-compared
export const same = (a: string, b: string): boolean => a === b;
