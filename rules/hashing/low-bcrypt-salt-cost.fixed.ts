import bcrypt from 'bcrypt';
import { genSalt as make } from 'bcryptjs';

// ruleid: low-bcrypt-salt-cost
export const a = bcrypt.genSaltSync(12);
// ruleid: low-bcrypt-salt-cost
const cost: number = 12;
make(cost);
export async function digest(password: string, rounds: number): Promise<string> {
    return bcrypt.genSalt(rounds);
}
// ruleid: low-bcrypt-salt-cost
digest(secret, 12);

// ok: low-bcrypt-salt-cost
digest(secret, 11);
// ok: low-bcrypt-salt-cost
make(12);
// ok: low-bcrypt-salt-cost
export const b = bcrypt.genSaltSync(config.cost);
