// Each client of a database, by each of its ways to take a text.
const app = require('express')();
const { Client, Pool, native, sql, createPool, createClient } = require('pg');
const mysql = require('mysql');
const serverless = require('serverless-mysql');
const sqlite3 = require('sqlite3');
const { open } = require('sqlite');
const libsql = require('@libsql/client');
const { DatabaseSync } = require('node:sqlite');
const mssql = require('mssql');
const { Request } = require('tedious');
const oracledb = require('oracledb');
const knex = require('knex');
const { Sequelize, literal } = require('sequelize');
const typeorm = require('typeorm');
const { Prisma, PrismaClient } = require('@prisma/client');
const pgp = require('pg-promise')();
const postgres = require('postgres');
const { drizzle, raw } = require('drizzle-orm');
const databases = require('@databases/sql');
const { MikroORM } = require('@mikro-orm/core');
const cassandra = require('cassandra-driver');
const { BigQuery } = require('@google-cloud/bigquery');
const { Spanner } = require('@google-cloud/spanner');
const clickhouse = require('@clickhouse/client');
const snowflake = require('snowflake-sdk');
const athena = require('@aws-sdk/client-athena');
const rds = require('@aws-sdk/client-rds-data');
const duckdb = require('duckdb');

app.get('/pg', async (req, res) => {
    const text = req.query.text;
    // ruleid: sql-injection
    new Client().query(text);
    // ruleid: sql-injection
    new Pool().query({ text, values: [] });
    new Pool().connect((err, client, done) => {
        // ruleid: sql-injection
        client.query(text, done);
    });
    new Pool().on('connect', (client) => {
        // ruleid: sql-injection
        client.query(text);
    });
    // ruleid: sql-injection
    new native.Client().query(text);
    // ruleid: sql-injection
    sql.query(text);
    // ruleid: sql-injection
    createPool().query(text);
    // ruleid: sql-injection
    createClient().query(text);
    // ok: sql-injection
    new Client().query('SELECT * FROM ' + require('pg').escapeIdentifier(req.query.table));
    // ok: sql-injection
    sql`SELECT * FROM t WHERE id = ${req.query.id}`;
});

app.get('/mysql', (req, res) => {
    const text = req.query.text;
    const connection = mysql.createConnection({});
    const pool = mysql.createPool({});
    // ruleid: sql-injection
    connection.query({ sql: text, timeout: 10 });
    // ruleid: sql-injection
    pool.promise().execute(text);
    pool.getConnection((err, one) => {
        // ruleid: sql-injection
        one.query(text);
    });
    // ruleid: sql-injection
    mysql.createPoolCluster().of('*').query(text);
    pool.on('connection', (one) => {
        // ruleid: sql-injection
        one.query(text);
    });
    // ruleid: sql-injection
    serverless().query(text);
    pool.getConnection().then((one) => {
        // ruleid: sql-injection
        one.query(text);
    });
    // ok: sql-injection
    connection.query('SELECT * FROM t WHERE id = ' + connection.escape(req.query.id));
    // ruleid: sql-injection
    connection.query(mysql.format('SELECT * FROM ' + req.query.table + ' WHERE id = ?', [1]));
    // ruleid: sql-injection
    connection.query(connection.format('SELECT * FROM ' + req.query.table));
});

app.get('/sqlite', async (req, res) => {
    const text = req.query.text;
    const db = new sqlite3.Database('a.db');
    db.serialize(() => {
        // ruleid: sql-injection
        db.each(text, () => {});
    });
    // ruleid: sql-injection
    db.run('SELECT 1').exec(text);
    const other = await open({ filename: 'a.db' });
    // ruleid: sql-injection
    await other.all(text);
    // ruleid: sql-injection
    new sqlite3.cached.Database('a.db').get(text);
    const client = libsql.createClient({});
    // ruleid: sql-injection
    client.execute({ sql: text, args: [] });
    // ruleid: sql-injection
    client.batch([text]);
    // ruleid: sql-injection
    new DatabaseSync('a.db').exec(text);
});

app.get('/mssql', async (req, res) => {
    const text = req.query.text;
    const pool = new mssql.ConnectionPool({});
    // ruleid: sql-injection
    await pool.query(text);
    // ruleid: sql-injection
    await (await pool.connect()).request().batch(text);
    // ruleid: sql-injection
    await mssql.query(text);
    // ruleid: sql-injection
    await new mssql.Request().query(text);
    // ruleid: sql-injection
    await pool.transaction().request().query(text);
    // ruleid: sql-injection
    await new mssql.PreparedStatement().prepare(text);
    // ruleid: sql-injection
    new Request(text, () => {});
});

app.get('/oracle', async (req, res) => {
    const text = req.query.text;
    oracledb.getConnection({}, (err, connection) => {
        // ruleid: sql-injection
        connection.execute(text);
    });
    const pool = await oracledb.createPool({});
    // ruleid: sql-injection
    (await pool.getConnection()).execute(text);
    // ruleid: sql-injection
    (await oracledb.getPool().getConnection()).queryStream(text);
});

app.get('/knex', async (req, res) => {
    const { column } = req.query;
    const db = knex({ client: 'pg' });
    const named = knex.knex({ client: 'pg' });
    // ruleid: sql-injection
    db('t').joinRaw('JOIN a ON ' + column);
    // ruleid: sql-injection
    db.select('a').from('t').where('b', 1).orderByRaw(column);
    // ruleid: sql-injection
    db('t').insert({ a: 1 }).returning('id').havingRaw(column);
    // ruleid: sql-injection
    db.schema.raw('DROP TABLE ' + column);
    // ruleid: sql-injection
    db.withSchema('x').raw(column);
    // ruleid: sql-injection
    db('t').whereRaw('a = 1').groupByRaw(column);
    // ruleid: sql-injection
    db('t').withRaw('x', 'SELECT ' + column);
    // ruleid: sql-injection
    db('t').where((builder) => builder.whereRaw(column));
    // ruleid: sql-injection
    await db.transaction((trx) => trx.raw(column));
    // ruleid: sql-injection
    await (await db.transaction()).raw(column);
    // ruleid: sql-injection
    named.queryBuilder().raw(column);
    // ok: sql-injection
    db('t').orderBy(column);
});

app.get('/orm', async (req, res) => {
    const { name } = req.body;
    const sequelize = new Sequelize('x');
    // ruleid: sql-injection
    sequelize.query({ query: name });
    // ruleid: sql-injection
    sequelize.literal(name);
    // ruleid: sql-injection
    literal(name);
    // ok: sql-injection
    sequelize.query('SELECT ' + sequelize.escape(name));
    const source = await typeorm.createConnection();
    const manager = typeorm.getManager();
    // ruleid: sql-injection
    manager.query(name);
    // ruleid: sql-injection
    typeorm.getConnection().query(name);
    // ruleid: sql-injection
    source.createQueryRunner().query(name);
    // ruleid: sql-injection
    source.createQueryRunner().manager.query(name);
    // ruleid: sql-injection
    source.manager.createQueryBuilder().select(name);
    // ruleid: sql-injection
    source.createEntityManager().getRepository('T').query(name);
    // ruleid: sql-injection
    source.createQueryBuilder().from('t').orderBy(name);
    // ruleid: sql-injection
    typeorm.getRepository('T').createQueryBuilder('t').leftJoin('t.a', 'a', 'a.x = ' + name);
    // ruleid: sql-injection
    typeorm.getRepository('T').createQueryBuilder('t').skip(1).andWhere(name);
    // ruleid: sql-injection
    typeorm.getCustomRepository('T').manager.query(name);
    // ruleid: sql-injection
    typeorm.getCustomRepository('T').queryRunner.query(name);
    // ruleid: sql-injection
    await source.transaction((inner) => inner.query(name));
    // ruleid: sql-injection
    await manager.transaction('SERIALIZABLE', (inner) => inner.query(name));
    // ruleid: sql-injection
    typeorm.Raw(name);
    // ruleid: sql-injection
    source.getRepository('T').extend({}).query(name);
    // ok: sql-injection
    typeorm.getRepository('T').find({ where: { name } });
    class Names extends typeorm.Repository {
        search(text) {
            // ruleid: sql-injection
            return this.query(text);
        }
    }
    new Names().search(name);
    const prisma = new PrismaClient().$extends({});
    // ruleid: sql-injection
    await prisma.$executeRawUnsafe(name);
    // ruleid: sql-injection
    await prisma.$transaction((tx) => tx.$queryRawUnsafe(name));
    // ruleid: sql-injection
    Prisma.raw(name);
    // ok: sql-injection
    await prisma.$executeRaw`UPDATE t SET name = ${name}`;
});

app.get('/others', async (req, res) => {
    const { name } = req.body;
    const db = pgp('postgres://x');
    // ruleid: sql-injection
    db.one({ text: name });
    // ruleid: sql-injection
    db.task((t) => t.none(name));
    const connected = await db.connect();
    // ruleid: sql-injection
    connected.any(name);
    // ok: sql-injection
    db.one('SELECT $1', [name]);
    // ok: sql-injection
    db.one(pgp.as.format('SELECT $1', [name]));
    const tag = postgres('postgres://x');
    // ruleid: sql-injection
    tag.unsafe(name);
    // ok: sql-injection
    tag`SELECT ${name}`;
    // ruleid: sql-injection
    drizzle().execute(raw(name));
    // ruleid: sql-injection
    databases.sql.__dangerous__rawValue(name);
    const orm = await MikroORM.init();
    // ruleid: sql-injection
    orm.em.execute(name);
    // ruleid: sql-injection
    orm.em.getConnection().execute(name);
    const client = new cassandra.Client({});
    // ruleid: sql-injection
    client.execute(name);
    // ruleid: sql-injection
    client.batch([name]);
    // ruleid: sql-injection
    client.batch([{ query: name }]);
    // ok: sql-injection
    client.execute('SELECT * FROM t WHERE a = ?', [name]);
    // ruleid: sql-injection
    new BigQuery().query(name);
    // ruleid: sql-injection
    new BigQuery().createQueryJob({ query: name });
    const spanner = new Spanner().instance('a').database('b');
    // ruleid: sql-injection
    spanner.run(name);
    // ruleid: sql-injection
    spanner.run({ sql: name });
    spanner.runTransaction((err, transaction) => {
        // ruleid: sql-injection
        transaction.runUpdate(name);
    });
    // ruleid: sql-injection
    spanner.runTransactionAsync((transaction) => transaction.run(name));
    // ruleid: sql-injection
    clickhouse.createClient().query({ query: name });
    // ruleid: sql-injection
    snowflake.createConnection({}).execute({ sqlText: name });
    // ruleid: sql-injection
    new athena.StartQueryExecutionCommand({ QueryString: name });
    // ruleid: sql-injection
    new athena.Athena().startQueryExecution({ QueryString: name });
    // ruleid: sql-injection
    new rds.ExecuteStatementCommand({ sql: name });
    const duck = new duckdb.Database(':memory:');
    // ruleid: sql-injection
    duck.all(name);
    // ruleid: sql-injection
    duck.connect().run(name);
    res.end();
});

const store = require('./store');
app.get('/unknown', (req, res) => {
    // ruleid: sql-injection
    store.get("SELECT * FROM t WHERE id = '" + req.query.id + "'");
    // ruleid: sql-injection
    store.query({ text: "DELETE FROM t WHERE id = '" + req.query.id + "'" });
    // ruleid: sql-injection
    store.run("UPDATE t SET a = '" + req.query.id + "'");
    // ok: sql-injection
    store.query({ text: req.query.id });
    res.end();
});

const AWS = require('aws-sdk');
const s3 = require('@aws-sdk/client-s3');
const dynamodb = require('@aws-sdk/client-dynamodb');
const pgPromise = require('pg-promise');
app.get('/services', (req, res) => {
    const name = req.query.name;
    // ruleid: sql-injection
    new AWS.Athena().createNamedQuery({ Name: 'a', QueryString: "SELECT '" + name + "'" });
    // ruleid: sql-injection
    new AWS.S3().selectObjectContent({ ExpressionType: 'SQL', Expression: name });
    // ruleid: sql-injection
    new AWS.DynamoDB().executeStatement({ Statement: name });
    // ruleid: sql-injection
    new AWS.RDSDataService().batchExecuteStatement({ sql: name });
    // ruleid: sql-injection
    new athena.CreatePreparedStatementCommand({ QueryStatement: name });
    // ruleid: sql-injection
    new s3.SelectObjectContentCommand({ Expression: name });
    // ruleid: sql-injection
    new dynamodb.ExecuteStatementCommand({ Statement: name });
    // ok: sql-injection
    new dynamodb.ExecuteStatementCommand({ Statement: 'SELECT * FROM t WHERE a = ?', Parameters: [{ S: name }] });
    const db = pgPromise()('postgres://localhost/shop');
    // ruleid: sql-injection
    db.taskIf({ cnd: (t) => t.one(name) }, (t) => t.none('SELECT 1'));
    res.end();
});
