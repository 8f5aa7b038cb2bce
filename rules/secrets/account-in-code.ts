import mysql, { createPool as open } from 'mysql2/promise';

// ruleid: account-in-code
export const pool = mysql.createPool({ host: 'db', user: 'shop', password: process.env.PASSWORD });
const settings = {
    // ruleid: account-in-code
    user: 'billing',
    password: process.env.PASSWORD,
};
export const second = open(settings);
export function connect(user: string) {
    return open({ user, password: process.env.PASSWORD });
}
// ruleid: account-in-code
connect('reports');

// ok: account-in-code
connect(process.env.DB_USER!);
// ok: account-in-code
export const third = open({ host: 'db' });
// ok: account-in-code
export const page = { user: 'shop' };
