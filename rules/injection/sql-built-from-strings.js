const express = require('express');
const { Pool } = require('pg');
const mysql = require('mysql2');
const sqlite3 = require('sqlite3').verbose();
const Sqlite = require('better-sqlite3');

const pool = new Pool();
const conn = mysql.createConnection({ host: 'db' });
const lite = new sqlite3.Database('shop.db');
const fast = new Sqlite('shop.db');
const app = express();

const COLUMNS = 'id, name';

app.get('/a', async (req, res) => {
    // ruleid: sql-built-from-strings
    await pool.query("SELECT * FROM users WHERE login = '" + req.query.login + "'");
    // ruleid: sql-built-from-strings
    await pool.query(`SELECT * FROM users WHERE id = ${req.query.id}`);
    const text = 'DELETE FROM cart WHERE owner = ' + req.query.owner;
    // ruleid: sql-built-from-strings
    await pool.query(text);
    // ruleid: sql-built-from-strings
    await pool.query({ text: `SELECT ${req.query.columns} FROM users`, values: [] });
    const client = await pool.connect();
    // ruleid: sql-built-from-strings
    await client.query('SELECT * FROM t ORDER BY ' + req.query.order + ' LIMIT 10');

    // ok: sql-built-from-strings
    await pool.query('SELECT * FROM users WHERE login = $1', [req.query.login]);
    // ok: sql-built-from-strings
    await pool.query('SELECT ' + COLUMNS + ' FROM users');
    // ok: sql-built-from-strings
    await pool.query(`SELECT ${COLUMNS} FROM users WHERE id = $1`, [req.query.id]);
    // ok: sql-built-from-strings
    await pool.query({ text: 'SELECT 1', values: [] });
    // ok: sql-built-from-strings
    await pool.query(`SELECT * FROM t LIMIT ${Number(req.query.limit)}`);
    // ok: sql-built-from-strings
    await pool.query('SELECT * FROM t ORDER BY id ' + (req.query.up ? 'ASC' : 'DESC'));
    // ok: sql-built-from-strings
    await pool.query(queries['find_' + req.query.kind], []);
});

app.get('/b', (req, res) => {
    // ruleid: sql-built-from-strings
    conn.query('SELECT * FROM orders WHERE id = ' + req.query.id, done);
    // ruleid: sql-built-from-strings
    conn.execute(`UPDATE orders SET note = '${req.query.note}'`, done);
    // ok: sql-built-from-strings
    conn.query('SELECT * FROM orders WHERE id = ?', [req.query.id], done);
    // ok: sql-built-from-strings
    conn.query('SELECT * FROM orders WHERE id = ' + conn.escape(req.query.id), done);
    // ok: sql-built-from-strings
    conn.query('SELECT * FROM t WHERE id IN (' + ids.map(() => '?').join(',') + ')', ids, done);
});

app.get('/c', (req, res) => {
    // ruleid: sql-built-from-strings
    lite.all("SELECT * FROM notes WHERE title LIKE '%" + req.query.q + "%'", done);
    // ruleid: sql-built-from-strings
    fast.prepare(`SELECT * FROM notes WHERE id = ${req.query.id}`).get();
    // ok: sql-built-from-strings
    lite.all('SELECT * FROM notes WHERE title LIKE ?', ['%' + req.query.q + '%'], done);
    // ok: sql-built-from-strings
    fast.prepare('SELECT * FROM notes WHERE id = ?').get(req.query.id);
});

// A route is no query.
// ok: sql-built-from-strings
app.get('/files/' + process.env.PREFIX, (req, res) => res.end());

// Made harmless in a variable of its own.
async function listed(request, marks) {
    const page = Number(request.page);
    // ok: sql-built-from-strings
    await pool.query(`SELECT * FROM orders OFFSET ${page * 20}`);
    const owner = conn.escape(request.owner);
    // ok: sql-built-from-strings
    conn.query('SELECT * FROM orders WHERE owner = ' + owner, done);
    const shop = require('sqlstring').escapeId(request.shop, true);
    // ok: sql-built-from-strings
    await conn.execute('CREATE DATABASE ' + shop + ' CHARACTER SET utf8mb4');
    const since = Date.now();
    const text = `SELECT * FROM orders WHERE made < ${since}`;
    // ok: sql-built-from-strings
    await pool.query(text);
    const way = request.up ? 'ASC' : 'DESC';
    // ok: sql-built-from-strings
    await pool.query('SELECT * FROM orders ORDER BY made ' + way);
    const slots = marks.map(() => '?').join(',');
    // ok: sql-built-from-strings
    conn.query(`SELECT * FROM orders WHERE id IN (${slots})`, marks, done);
    const column = request.column;
    // ruleid: sql-built-from-strings
    await pool.query('SELECT * FROM orders ORDER BY ' + column);
}
