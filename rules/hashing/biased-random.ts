import { randomBytes, randomInt } from 'crypto';

export function code(): string {
    let text = '';
    const pool: Buffer = randomBytes(6);
    for (const byte of pool) {
        // ruleid: biased-random
        text += String(byte % 10);
    }
    return text;
}
export const letter = (letters: string): string => {
    // ruleid: biased-random
    return letters[randomBytes(1)[0] % letters.length];
};

// ok: biased-random
export const digit = randomInt(0, 10);
// ok: biased-random
export const bit = randomBytes(1)[0] % 2;
// ok: biased-random
export const page = total % 10;
