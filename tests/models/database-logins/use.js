// Each entry of rules/models/database-logins.yaml, once.
(function () {
    const lib = require('pg');
    lib.Client({ password: 'battery staple' });
    lib.createClient({ password: 'battery staple' });
    lib.native.Client({ password: 'battery staple' });
    lib({ password: 'battery staple' });
    lib.defaults.password = 'battery staple';
    lib.Client({ user: 'shop' });
    lib.defaults.user = 'shop';
    lib.Client('postgres://shop:battery@db/shop');
    lib.Client({ connectionString: 'postgres://shop:battery@db/shop' });
    lib({ connectionString: 'postgres://shop:battery@db/shop' });
})();

(function () {
    const lib = require('mysql');
    lib.createConnection({ password: 'battery staple' });
    lib.createPoolCluster().add({ password: 'battery staple' });
    lib.createPoolCluster({ some: { password: 'battery staple' } });
    lib().changeUser({ password: 'battery staple' });
    lib({ config: { password: 'battery staple' } });
    lib.createConnection({ user: 'shop' });
    lib.createConnection('postgres://shop:battery@db/shop');
    lib.createConnection({ uri: 'postgres://shop:battery@db/shop' });
})();

(function () {
    const lib = require('mssql');
    lib.connect({ password: 'battery staple' });
    lib.connect({ authentication: { options: { password: 'battery staple' } } });
    lib.connect({ user: 'shop' });
    lib.connect('postgres://shop:battery@db/shop');
    lib.connect({ connectionString: 'postgres://shop:battery@db/shop' });
})();

(function () {
    const lib = require('tedious');
    lib.Connection({ password: 'battery staple' });
    lib.Connection({ authentication: { options: { password: 'battery staple' } } });
    lib.Connection({ userName: 'shop' });
    lib.Connection({ authentication: { options: { userName: 'shop' } } });
})();

(function () {
    const lib = require('oracledb');
    lib.getConnection({ password: 'battery staple' });
    lib.getConnection().changePassword(value, value, 'battery staple');
    lib.getConnection({ user: 'shop' });
})();

(function () {
    const lib = require('sequelize');
    lib(value, value, 'battery staple');
    lib({ password: 'battery staple' });
    lib(value, { password: 'battery staple' });
    lib({ replication: { write: { password: 'battery staple' } } });
    lib({ replication: { read: [{ password: 'battery staple' }] } });
    lib({ username: 'shop' });
    lib('postgres://shop:battery@db/shop');
})();

(function () {
    const lib = require('typeorm');
    lib.DataSource({ password: 'battery staple' });
    lib.createConnection({ password: 'battery staple' });
    lib.createConnections([{ password: 'battery staple' }]);
    lib.TypeOrmModule.forRoot({ password: 'battery staple' });
    lib.TypeOrmModule.forRootAsync({ useFactory: () => ({ password: 'battery staple' }) });
    lib.DataSource({ replication: { master: { password: 'battery staple' } } });
    lib.createConnection({ replication: { master: { password: 'battery staple' } } });
    lib.createConnections([{ replication: { master: { password: 'battery staple' } } }]);
    lib.TypeOrmModule.forRoot({ replication: { master: { password: 'battery staple' } } });
    lib.TypeOrmModule.forRootAsync({ useFactory: () => ({ replication: { master: { password: 'battery staple' } } }) });
    lib.DataSource({ replication: { slaves: [{ password: 'battery staple' }] } });
    lib.createConnection({ replication: { slaves: [{ password: 'battery staple' }] } });
    lib.createConnections([{ replication: { slaves: [{ password: 'battery staple' }] } }]);
    lib.TypeOrmModule.forRoot({ replication: { slaves: [{ password: 'battery staple' }] } });
    lib.TypeOrmModule.forRootAsync({ useFactory: () => ({ replication: { slaves: [{ password: 'battery staple' }] } }) });
    lib.DataSource({ username: 'shop' });
    lib.createConnection({ username: 'shop' });
    lib.createConnections([{ username: 'shop' }]);
    lib.TypeOrmModule.forRoot({ username: 'shop' });
    lib.TypeOrmModule.forRootAsync({ useFactory: () => ({ username: 'shop' }) });
    lib.DataSource({ url: 'postgres://shop:battery@db/shop' });
    lib.createConnection({ url: 'postgres://shop:battery@db/shop' });
    lib.createConnections([{ url: 'postgres://shop:battery@db/shop' }]);
    lib.TypeOrmModule.forRoot({ url: 'postgres://shop:battery@db/shop' });
    lib.TypeOrmModule.forRootAsync({ useFactory: () => ({ url: 'postgres://shop:battery@db/shop' }) });
})();

(function () {
    const lib = require('knex');
    lib({ connection: { password: 'battery staple' } });
    lib.knex({ connection: { password: 'battery staple' } });
    lib({ connection: () => ({ password: 'battery staple' }) });
    lib.knex({ connection: () => ({ password: 'battery staple' }) });
    lib({ connection: { user: 'shop' } });
    lib.knex({ connection: { user: 'shop' } });
    lib({ connection: 'postgres://shop:battery@db/shop' });
    lib.knex({ connection: 'postgres://shop:battery@db/shop' });
    lib({ connection: { connectionString: 'postgres://shop:battery@db/shop' } });
    lib.knex({ connection: { connectionString: 'postgres://shop:battery@db/shop' } });
})();

(function () {
    const lib = require('@mikro-orm/core');
    lib.MikroORM.init({ password: 'battery staple' });
    lib.MikroOrmModule.forRoot({ password: 'battery staple' });
    lib.defineConfig({ password: 'battery staple' });
    lib.MikroORM.init({ user: 'shop' });
    lib.MikroOrmModule.forRoot({ user: 'shop' });
    lib.defineConfig({ user: 'shop' });
    lib.MikroORM.init({ clientUrl: 'postgres://shop:battery@db/shop' });
    lib.MikroOrmModule.forRoot({ clientUrl: 'postgres://shop:battery@db/shop' });
    lib.defineConfig({ clientUrl: 'postgres://shop:battery@db/shop' });
})();

(function () {
    const lib = require('@prisma/client');
    lib.PrismaClient({ datasourceUrl: 'postgres://shop:battery@db/shop' });
    lib.PrismaClient({ datasources: { some: { url: 'postgres://shop:battery@db/shop' } } });
})();

(function () {
    const lib = require('pg-promise');
    lib()({ password: 'battery staple' });
    lib({ password: 'battery staple' });
    lib(value, { password: 'battery staple' });
    lib()({ user: 'shop' });
    lib()('postgres://shop:battery@db/shop');
    lib()({ connectionString: 'postgres://shop:battery@db/shop' });
    lib('postgres://shop:battery@db/shop');
    lib({ connectionString: 'postgres://shop:battery@db/shop' });
    lib.createPool('postgres://shop:battery@db/shop');
})();

(function () {
    const lib = require('mongodb');
    lib.MongoClient(value, { auth: { password: 'battery staple' } });
    lib.MongoClient.connect(value, { auth: { password: 'battery staple' } });
    lib.connect(value, { auth: { password: 'battery staple' } });
    lib.MongoClient().authenticate(value, 'battery staple');
    lib.MongoClient().admin().authenticate(value, 'battery staple');
    lib.ClientEncryption(value, { kmsProviders: { local: { key: 'battery staple' } } });
    lib.MongoClient(value, { auth: { username: 'shop' } });
    lib.MongoClient().authenticate('shop');
    lib.MongoClient('postgres://shop:battery@db/shop');
    lib.MongoClient.connect('postgres://shop:battery@db/shop');
    lib.MongoClient().connect('postgres://shop:battery@db/shop');
    lib.connect('postgres://shop:battery@db/shop');
    lib('postgres://shop:battery@db/shop');
})();

(function () {
    const lib = require('mongoose');
    lib.connect(value, { pass: 'battery staple' });
    lib.connect(value, { auth: { password: 'battery staple' } });
    lib.MongooseModule.forRoot(value, { pass: 'battery staple' });
    lib.connect(value, { user: 'shop' });
    lib.connect('postgres://shop:battery@db/shop');
    lib.MongooseModule.forRoot('postgres://shop:battery@db/shop');
    lib.MongooseModule.forRootAsync({ useFactory: () => ({ uri: 'postgres://shop:battery@db/shop' }) });
})();

(function () {
    const lib = require('redis');
    lib.Redis({ password: 'battery staple' });
    lib.Redis(value, { password: 'battery staple' });
    lib.Redis(value, value, { password: 'battery staple' });
    lib.createCluster({ defaults: { password: 'battery staple' } });
    lib.Cluster(value, { redisOptions: { password: 'battery staple' } });
    lib.Redis().auth('battery staple');
    lib.Redis().auth(value, 'battery staple');
    lib.Redis().auth({ password: 'battery staple' });
    lib.Redis({ username: 'shop' });
    lib.Redis('postgres://shop:battery@db/shop');
    lib.Redis({ url: 'postgres://shop:battery@db/shop' });
    lib.createCluster({ rootNodes: [{ url: 'postgres://shop:battery@db/shop' }] });
})();

(function () {
    const lib = require('@upstash/redis');
    lib.Redis({ token: 'battery staple' });
})();

(function () {
    const lib = require('bull');
    lib(value, { redis: { password: 'battery staple' } });
    lib({ redis: { password: 'battery staple' } });
    lib.createQueue({ redis: { auth: 'battery staple' } });
    lib.Queue({ connection: { password: 'battery staple' } });
    lib.BullModule.forRoot({ redis: { password: 'battery staple' } });
    lib(value, 'postgres://shop:battery@db/shop');
})();

(function () {
    const lib = require('cassandra-driver');
    lib.Client({ credentials: { password: 'battery staple' } });
    lib.auth.PlainTextAuthProvider(value, 'battery staple');
    lib.Client({ credentials: { username: 'shop' } });
    lib.auth.PlainTextAuthProvider('shop');
})();

(function () {
    const lib = require('neo4j-driver');
    lib.auth.basic(value, 'battery staple');
    lib.default.auth.basic(value, 'battery staple');
    lib.auth.bearer('battery staple');
    lib.auth.custom(value, 'battery staple');
    lib.driver(value, { credentials: 'battery staple' });
    lib.auth.basic('shop');
})();

(function () {
    const lib = require('ldapjs');
    lib.createClient().bind(value, 'battery staple');
    lib.createClient({ bindCredentials: 'battery staple' });
    lib.authenticate({ adminPassword: 'battery staple' });
    lib({ password: 'battery staple' });
    lib({ server: { bindCredentials: 'battery staple' } });
    lib.Strategy({ server: { bindCredentials: 'battery staple' } });
    lib(value, value, value, 'battery staple');
})();

(function () {
    const lib = require('@elastic/elasticsearch');
    lib.Client({ auth: { password: 'battery staple' } });
    lib.ElasticsearchModule.register({ auth: { password: 'battery staple' } });
    lib.Client({ auth: { username: 'shop' } });
    lib.Client({ node: 'postgres://shop:battery@db/shop' });
    lib.Client({ nodes: 'postgres://shop:battery@db/shop' });
    lib.Client({ nodes: ['postgres://shop:battery@db/shop'] });
    lib.Client({ host: 'postgres://shop:battery@db/shop' });
})();

(function () {
    const lib = require('@influxdata/influxdb-client');
    lib.InfluxDB({ password: 'battery staple' });
    lib.Database({ auth: { password: 'battery staple' } });
    lib.connect(value, { password: 'battery staple' });
    lib({ password: 'battery staple' });
    lib().useBasicAuth(value, 'battery staple');
    lib.Database().useBasicAuth(value, 'battery staple');
    lib().auth(value, 'battery staple');
    lib.InfluxDB({ token: 'battery staple' });
    lib.InfluxDB({ apiToken: 'battery staple' });
    lib('postgres://shop:battery@db/shop');
    lib.open('postgres://shop:battery@db/shop');
    lib({ url: 'postgres://shop:battery@db/shop' });
})();

(function () {
    const lib = require('amqplib');
    lib.connect({ password: 'battery staple' });
    lib.connect({ connectHeaders: { passcode: 'battery staple' } });
    lib.createConnection({ password: 'battery staple' });
    lib.Kafka({ sasl: { password: 'battery staple' } });
    lib.KafkaClient({ sasl: { password: 'battery staple' } });
    lib.connect({ token: 'battery staple' });
    lib.connect({ username: 'shop' });
    lib.Kafka({ sasl: { username: 'shop' } });
    lib.connect('postgres://shop:battery@db/shop');
    lib.connect(['postgres://shop:battery@db/shop']);
    lib.createConnection({ url: 'postgres://shop:battery@db/shop' });
})();

(function () {
    const lib = require('node-zookeeper-client');
    lib.createClient().addAuthInfo(value, 'shop:battery-staple');
    lib().add_auth(value, 'shop:battery-staple');
})();

(function () {
    const lib = require('consul');
    lib({ defaults: { token: 'battery staple' } });
    lib.Consul({ defaults: { token: 'battery staple' } });
    lib().some.some({ token: 'battery staple' });
})();
