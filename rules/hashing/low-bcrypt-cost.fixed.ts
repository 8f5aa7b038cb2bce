import bcrypt from 'bcrypt';
import { hash as make } from 'bcryptjs';

// ruleid: low-bcrypt-cost
export const a = bcrypt.hashSync(password, 12);
// ruleid: low-bcrypt-cost
const cost: number = 12;
make(password, cost);
export async function digest(password: string, rounds: number): Promise<string> {
    return bcrypt.hash(password, rounds);
}
// ruleid: low-bcrypt-cost
digest(secret, 12);

// ok: low-bcrypt-cost
digest(secret, 11);
// ok: low-bcrypt-cost
make(password, 12);
// ok: low-bcrypt-cost
export const b = bcrypt.hashSync(password, config.cost);
