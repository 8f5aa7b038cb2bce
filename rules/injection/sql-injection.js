const express = require('express');
const { Pool } = require('pg');
const mysql = require('mysql2/promise');
const sqlite3 = require('sqlite3').verbose();
const Sqlite = require('better-sqlite3');
const knex = require('knex')({ client: 'pg' });
const { Sequelize } = require('sequelize');
const { DataSource } = require('typeorm');
const { PrismaClient, Prisma } = require('@prisma/client');
const mssql = require('mssql');
const oracledb = require('oracledb');
const pgp = require('pg-promise')();
const validator = require('validator');
const format = require('pg-format');
const store = require('./store');

const app = express();
const pool = new Pool();
const conn = mysql.createPool({ host: 'db' });
const lite = new sqlite3.Database('shop.db');
const fast = new Sqlite('shop.db');
const orm = new Sequelize('postgres://db/shop');
const source = new DataSource({});
const prisma = new PrismaClient();
const bank = pgp('postgres://db/bank');

app.get('/users', async (req, res) => {
    // ruleid: sql-injection
    await pool.query("SELECT * FROM users WHERE login = '" + req.query.login + "'");
    const { id } = req.params;
    const text = `SELECT * FROM users WHERE id = ${id}`;
    // ruleid: sql-injection
    const found = await pool.query(text);
    // ruleid: sql-injection
    await pool.query({ text: 'DELETE FROM cart WHERE owner = ' + req.body.owner, values: [] });
    const client = await pool.connect();
    // ruleid: sql-injection
    client.query('SELECT * FROM t ORDER BY ' + req.get('x-order'));

    // ok: sql-injection
    await pool.query('SELECT * FROM users WHERE login = $1', [req.query.login]);
    // ok: sql-injection
    await pool.query('SELECT * FROM users WHERE id = ' + Number(id));
    // ok: sql-injection
    await pool.query(`SELECT * FROM users LIMIT ${parseInt(req.query.limit, 10)}`);
    // ok: sql-injection
    await pool.query('SELECT * FROM users WHERE name = ' + client.escapeLiteral(req.body.name));
    // ok: sql-injection
    await pool.query(format('SELECT * FROM %I WHERE id = %L', req.body.table, req.body.id));
    // ok: sql-injection
    await pool.query('SELECT * FROM t ORDER BY id ' + (req.query.up ? 'ASC' : 'DESC'));
    res.json(found.rows);
});

// An alias, a wrapper, a destructured body.
const run = pool.query.bind(pool);

function findBy(column, value) {
    // ruleid: sql-injection
    return pool.query('SELECT * FROM users WHERE ' + column + " = '" + value + "'");
}

function findById(id) {
    // ok: sql-injection
    return pool.query('SELECT * FROM users WHERE id = ' + id);
}

app.post('/search', (req, res) => {
    const { name, tags } = req.body;
    findBy('name', name);
    findById(+req.body.id);
    // ruleid: sql-injection
    run(`SELECT * FROM items WHERE name LIKE '%${name.trim()}%'`);
    const list = tags.map((tag) => `'${tag}'`).join(', ');
    // ruleid: sql-injection
    pool.query('SELECT * FROM items WHERE tag IN (' + list + ')');
    const marks = tags.map((tag, i) => `$${i + 1}`).join(', ');
    // ok: sql-injection
    pool.query('SELECT * FROM items WHERE tag IN (' + marks + ')', tags);
    let query = 'SELECT * FROM items WHERE 1 = 1';
    if (req.body.shop) query += " AND shop = '" + req.body.shop + "'";
    // ruleid: sql-injection
    pool.query(query, (err, result) => res.json(result.rows));
});

const COLUMNS = ['id', 'name', 'price'];
const TABLES = { users: 'app_users', items: 'app_items' };

app.get('/list', (req, res) => {
    const order = req.query.order;
    if (!COLUMNS.includes(order)) return res.status(400).end();
    // ok: sql-injection
    pool.query('SELECT * FROM items ORDER BY ' + order);
    // ok: sql-injection
    pool.query('SELECT * FROM ' + TABLES[req.query.table]);
    const id = req.query.id;
    if (!/^\d+$/.test(id)) return res.status(400).end();
    // ok: sql-injection
    pool.query('SELECT * FROM items WHERE id = ' + id);
    const uuid = req.query.uuid;
    if (validator.isUUID(uuid)) {
        // ok: sql-injection
        pool.query("SELECT * FROM items WHERE uuid = '" + uuid + "'");
    }
    const dir = req.query.dir === 'desc' ? 'DESC' : 'ASC';
    // ok: sql-injection
    pool.query('SELECT * FROM items ORDER BY id ' + dir);
    const word = req.query.word.replace(/[^a-z0-9 ]/gi, '');
    // ok: sql-injection
    pool.query("SELECT * FROM items WHERE name = '" + word + "'");
    // ruleid: sql-injection
    pool.query("SELECT * FROM items WHERE uuid = '" + uuid + "'");
});

const router = express.Router();
router.route('/orders/:id').get(showOrder).delete([check, removeOrder]);

function check(req, res, next) {
    next();
}

async function showOrder(req, res) {
    // ruleid: sql-injection
    const [rows] = await conn.query('SELECT * FROM orders WHERE id = ' + req.params.id);
    // ruleid: sql-injection
    await conn.execute(`UPDATE orders SET note = '${req.cookies.note}'`);
    // ok: sql-injection
    await conn.execute('UPDATE orders SET note = ? WHERE id = ?', [req.cookies.note, req.params.id]);
    // ok: sql-injection
    await conn.query('SELECT * FROM orders WHERE id = ' + mysql.escape(req.params.id));
    // ok: sql-injection
    await conn.query('SELECT * FROM orders WHERE id = ' + rows.length);
    res.send(rows);
}

function removeOrder(request, response) {
    const filter = "owner = '" + request.headers['x-owner'] + "'";
    // ruleid: sql-injection
    lite.run('DELETE FROM orders WHERE ' + filter);
    // ruleid: sql-injection
    fast.prepare('SELECT * FROM orders WHERE ' + filter).all();
    // ok: sql-injection
    fast.prepare('SELECT * FROM orders WHERE id = ?').get(request.params.id);
    // ok: sql-injection
    lite.all('SELECT * FROM orders WHERE id = ?', [request.params.id]);
}

module.exports.report = async function (req, res) {
    const month = req.query.month;
    // ruleid: sql-injection
    await knex.raw('SELECT * FROM report WHERE month = ' + month);
    // ruleid: sql-injection
    await knex('report').where('year', 2024).whereRaw(`month = ${month}`);
    // ok: sql-injection
    await knex('report').where({ month }).whereRaw('year = ?', [req.query.year]);
    // ruleid: sql-injection
    await orm.query(`SELECT * FROM report WHERE month = '${month}'`);
    // ruleid: sql-injection
    await orm.models.Report.findAll({ order: Sequelize.literal('month ' + month) });
    // ok: sql-injection
    await orm.query('SELECT * FROM report WHERE month = :month', { replacements: { month } });
    // ruleid: sql-injection
    await source.getRepository('Report').createQueryBuilder('r').where("r.month = '" + month + "'").getMany();
    // ok: sql-injection
    await source.getRepository('Report').createQueryBuilder('r').where('r.month = :month', { month }).getMany();
    // ruleid: sql-injection
    await prisma.$queryRawUnsafe('SELECT * FROM report WHERE month = ' + month);
    // ruleid: sql-injection
    await prisma.$queryRaw(Prisma.raw(`SELECT * FROM report WHERE month = ${month}`));
    // ok: sql-injection
    await prisma.$queryRaw`SELECT * FROM report WHERE month = ${month}`;
    const server = await mssql.connect('mssql://db');
    // ruleid: sql-injection
    await server.request().query(`SELECT * FROM report WHERE month = '${month}'`);
    // ok: sql-injection
    await server.request().input('month', month).query('SELECT * FROM report WHERE month = @month');
    // ok: sql-injection
    await mssql.query`SELECT * FROM report WHERE month = ${month}`;
    const oracle = await oracledb.getConnection();
    // ruleid: sql-injection
    await oracle.execute('SELECT * FROM report WHERE month = ' + month);
    // ok: sql-injection
    await oracle.execute('SELECT * FROM report WHERE month = :m', [month]);
    // ruleid: sql-injection
    await bank.any(`SELECT * FROM account WHERE owner = '${req.user.id}' AND month = ${month}`);
    // ok: sql-injection
    await bank.any('SELECT * FROM account WHERE month = $1', [month]);
    // A connection from another file: known by the text.
    // ruleid: sql-injection
    await store.query("SELECT * FROM report WHERE month = '" + month + "'");
    // ok: sql-injection
    await store.query('report-' + month);
    // ok: sql-injection
    await store.query(req.query.q);
    // ok: sql-injection
    await store.get('/select/' + month);
};

// Not from a request.
async function nightly(day) {
    // ok: sql-injection
    await pool.query("SELECT * FROM jobs WHERE day = '" + day + "'");
}

setInterval(() => nightly('monday'), 1000);

// A text of SQL is handed to code of another file.
const products = require('./products-of-the-shop');
app.put('/products/:name/views', async (req, res) => {
    const query = `UPDATE product SET views = views + 1 WHERE name = '${req.params.name}'`;
    console.log(query);
    // ruleid: sql-injection
    await products.update(query);
    // ok: sql-injection
    logger.info(query);
    // ok: sql-injection
    res.send(query);
});
app.get('/products/search', async (req, res) => {
    const query = req.query.text;
    // ok: sql-injection
    res.json(await products.search(query));
    const fixed = 'SELECT * FROM product WHERE name = ?';
    // ok: sql-injection
    res.json(await products.ask(fixed, query));
});

// What a promise is resolved with comes out of it, for the caller that put it in.
function later(value) {
    return new Promise((resolve) => {
        setTimeout(() => resolve(value), 10);
    });
}
function now(value) {
    return new Promise((resolve) => resolve(value));
}
app.get('/later', async (req, res) => {
    // ruleid: sql-injection
    await pool.query("SELECT * FROM jobs WHERE day = '" + (await later(req.query.day)) + "'");
    now(req.query.id).then((id) => {
        // ruleid: sql-injection
        pool.query('SELECT * FROM jobs WHERE id = ' + id);
    });
    // ok: sql-injection
    await pool.query("SELECT * FROM jobs WHERE day = '" + (await now('monday')) + "'");
    res.end();
});
