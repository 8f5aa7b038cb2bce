'use strict';

const { Pool } = require('pg');
const pool = new Pool({ connectionString: process.env.DATABASE_URL });

// The search text becomes part of the query.
exports.search = async (req, res) => {
    const found = await pool.query("SELECT * FROM orders WHERE title LIKE '%" + req.query.q + "%'");
    res.json(found.rows);
};

// Well done: the value travels apart from the query.
exports.byId = async (req, res) => {
    const found = await pool.query('SELECT * FROM orders WHERE id = $1', [req.params.id]);
    res.json(found.rows[0]);
};

const TABLE = 'orders';

// Well done: every part of this text is a constant.
exports.count = async (req, res) => {
    const found = await pool.query('SELECT count(*) FROM ' + TABLE);
    res.json(found.rows[0]);
};
