import { Pool } from 'pg';
import jwt from 'jsonwebtoken';
import session from 'express-session';
import mysql from 'mysql2/promise';
import * as tokens from 'jsonwebtoken';

const key: string = 'correct horse';

// ruleid: credential-in-code
export const token = jwt.sign({ id: 7 }, key);
// ruleid: credential-in-code
export const other = tokens.sign({ id: 7 }, 'correct horse' as string);
// ruleid: credential-in-code
export const pool = new Pool({ password: 'battery staple' });
// ruleid: credential-in-code
export const conn = mysql.createPool({ host: 'db', password: 'battery staple' });
// ruleid: credential-in-code
app.use(session({ secret: 'correct horse' }));

// ok: credential-in-code
export const good = jwt.sign({ id: 7 }, process.env.JWT_KEY!);
// ok: credential-in-code
export const pool2 = new Pool({ password: config.get('db.password') });
// ok: credential-in-code
app.use(session({ secret: config.secret, name: 'sid' }));
// ok: credential-in-code
export const form = { password: 'Password', secret: 'Secret' };
