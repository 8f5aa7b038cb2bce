const { Pool } = require('pg');
const mysql = require('mysql2');
const sqlite3 = require('sqlite3');
const Sqlite = require('better-sqlite3');
const mssql = require('mssql');
const oracledb = require('oracledb');
const mongoose = require('mongoose');
const { MongoClient } = require('mongodb');
const { PrismaClient } = require('@prisma/client');
const typeorm = require('typeorm');
const { Sequelize } = require('sequelize');
const fs = require('fs');
const escapeHtml = require('escape-html');

exports.page = async (req, res) => {
    const { rows } = await new Pool().query('SELECT 1');
    // ruleid: stored-xss
    res.send('<p>' + rows[0].name);
    // ok: stored-xss
    res.send('<p>' + escapeHtml(rows[0].name));
    // ok: stored-xss
    res.send(rows);
    // ok: stored-xss
    res.send('<p>' + rows.length);
    new Pool().query('SELECT 1', (err, result) => {
        // ruleid: stored-xss
        res.send('<p>' + result.rows[0].name);
    });
    const connection = mysql.createConnection({});
    connection.query('SELECT 1', (err, found) => {
        // ruleid: stored-xss
        res.send('<p>' + found[0].name);
    });
    const [list] = await connection.promise().query('SELECT 1');
    // ruleid: stored-xss
    res.send('<p>' + list[0].name);
    new sqlite3.Database('a').all('SELECT 1', (err, found) => {
        // ruleid: stored-xss
        res.send('<p>' + found[0].name);
    });
    // ruleid: stored-xss
    res.send('<p>' + new Sqlite('a').prepare('SELECT 1').get().name);
    // ruleid: stored-xss
    res.send('<p>' + (await require('sqlite').open({})).get('SELECT 1').name);
    // ruleid: stored-xss
    res.send('<p>' + (await new mssql.Request().query('SELECT 1')).recordset[0].name);
    // ruleid: stored-xss
    res.send('<p>' + (await new mssql.ConnectionPool({}).query('SELECT 1')).recordset[0].name);
    // ruleid: stored-xss
    res.send('<p>' + (await (await oracledb.getConnection()).execute('SELECT 1')).rows[0].name);
    const User = mongoose.model('User');
    // ruleid: stored-xss
    res.send('<p>' + (await User.findOne({})).name);
    User.findOne({}, (err, user) => {
        // ruleid: stored-xss
        res.send('<p>' + user.name);
    });
    const users = new MongoClient('x').db('a').collection('b');
    // ruleid: stored-xss
    res.send('<p>' + (await users.findOne({})).name);
    // ruleid: stored-xss
    res.send('<p>' + (await users.find({}).toArray())[0].name);
    users.find({}).toArray((err, found) => {
        // ruleid: stored-xss
        res.send('<p>' + found[0].name);
    });
    users.findOne({}, (err, user) => {
        // ruleid: stored-xss
        res.send('<p>' + user.name);
    });
    // ruleid: stored-xss
    res.send('<p>' + (await new PrismaClient().user.findMany({}))[0].name);
    // ruleid: stored-xss
    res.send('<p>' + (await typeorm.getRepository('a').findOne({})).name);
    // ruleid: stored-xss
    res.send('<p>' + (await typeorm.getRepository('a').createQueryBuilder('a').getMany())[0].name);
    const Item = new Sequelize('x').define('item', {});
    // ruleid: stored-xss
    res.send('<p>' + (await Item.findByPk(1)).name);
    // ruleid: stored-xss
    res.send('<p>' + (await new Sequelize('x').models.item.findAll({}))[0].name);
    // ruleid: stored-xss
    res.send('<p>' + fs.readFileSync('a', 'utf8'));
    fs.readFile('a', 'utf8', (err, text) => {
        // ruleid: stored-xss
        res.send('<p>' + text);
    });
    // ruleid: stored-xss
    res.send('<p>' + (await fs.promises.readFile('a', 'utf8')));
};
