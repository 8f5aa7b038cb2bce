import { Client } from 'pg';
import * as mysql from 'mysql2/promise';
import Database from 'better-sqlite3';

const db = new Database('shop.db');

export async function find(client: Client, name: string, id: string, page: string) {
    // ruleid: sql-built-from-strings
    await client.query(`SELECT * FROM users WHERE name = '${name}'`);
    const text: string = "SELECT * FROM users WHERE name = '" + name + "'";
    // ruleid: sql-built-from-strings
    await client.query(text);
    // ruleid: sql-built-from-strings
    db.exec('DELETE FROM users WHERE id = ' + id);

    // ok: sql-built-from-strings
    await client.query('SELECT * FROM users WHERE name = $1', [name]);
    // ok: sql-built-from-strings
    await client.query(`SELECT * FROM users OFFSET ${parseInt(page, 10)}`);
    // ok: sql-built-from-strings
    db.prepare('DELETE FROM users WHERE id = ?').run(id);
    // ok: sql-built-from-strings
    await client.query('SELECT a, b ' + 'FROM users');
}
