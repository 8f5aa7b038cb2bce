// Collections and models by the ways to come by them.
const app = require('express')();
const mongodb = require('mongodb');
const mongojs = require('mongojs');
const mongoose = require('mongoose');
const { getModelForClass } = require('@typegoose/typegoose');
const { Collection } = require('marsdb');
const Datastore = require('nedb');
const { PrismaClient } = require('@prisma/client');
const Ajv = require('ajv');
const z = require('zod');
const mongoSanitize = require('mongo-sanitize');

app.post('/mongodb', async (req, res) => {
    const { q } = req.body;
    mongodb.MongoClient.connect('x', (err, client) => {
        // ruleid: nosql-injection
        client.db('a').collection('b').find({ q });
    });
    const client = await mongodb.MongoClient.connect('x');
    // ruleid: nosql-injection
    client.collection('b').count({ q });
    new mongodb.MongoClient('x').connect((err, one) => {
        // ruleid: nosql-injection
        one.db().collection('b').distinct('a', { q });
    });
    // ruleid: nosql-injection
    (await new mongodb.MongoClient('x').connect()).db().collection('b').remove({ q });
    const db = client.db();
    db.collection('b', (err, found) => {
        // ruleid: nosql-injection
        found.findOneAndUpdate({ q }, {});
    });
    // ruleid: nosql-injection
    db.collection('b').bulkWrite([{ updateOne: { filter: { q } } }]);
    // ruleid: nosql-injection
    db.collection('b').aggregate(q);
    // ruleid: nosql-injection
    db.collection('b').aggregate([q]);
    mongodb.connect('x', (err, one) => {
        // ruleid: nosql-injection
        one.collection('b').find({ q });
    });
    // ruleid: nosql-injection
    (await mongodb.connect('x')).collection('b').find({ q });
    // ruleid: nosql-injection
    mongojs('x').collection('b').find({ q });
    // ruleid: nosql-code-injection
    db.collection('b').mapReduce(q, 'x');
    // ruleid: nosql-code-injection
    db.collection('b').mapReduce('x', q);
    // ruleid: nosql-code-injection
    db.collection('b').group({}, {}, {}, q);
    // ruleid: nosql-code-injection
    db.eval(q);
    // ruleid: nosql-code-injection
    db.command({ $eval: q });
    // ok: nosql-injection
    db.collection('b').insertOne({ q });
    // ok: nosql-injection
    db.collection('b').find(mongoSanitize(q));
});

app.post('/mongoose', async (req, res) => {
    const { q } = req.body;
    const user = mongoose.model('user');
    // ruleid: nosql-injection
    user.countDocuments({ q });
    // ruleid: nosql-injection
    user.exists({ q });
    // ruleid: nosql-injection
    user.distinct('a', { q });
    // ruleid: nosql-injection
    user.aggregate([{ $match: { q } }]);
    // ruleid: nosql-injection
    user.aggregate(q);
    // ruleid: nosql-injection
    user.aggregate([q]);
    // ruleid: nosql-injection
    user.find().and([{ q }]);
    // ruleid: nosql-injection
    user.find().where({ a: 1 }).nor([{ q }]);
    // ruleid: nosql-injection
    user.find().distinct('a', { q });
    // ruleid: nosql-injection
    new mongoose.Mongoose().model('a').find({ q });
    const connection = mongoose.createConnection('x');
    // ruleid: nosql-injection
    connection.model('a').find({ q });
    // ruleid: nosql-injection
    connection.models.a.find({ q });
    const made = getModelForClass(Object);
    // ruleid: nosql-injection
    made.find({ q });
    // ruleid: nosql-injection
    user.discriminator('b', {}).find({ q });
    // ruleid: nosql-code-injection
    user.$where(q);
    // ruleid: nosql-code-injection
    user.find().$where(q);
    // ruleid: nosql-code-injection
    user.mapReduce({ map: q });
    // ok: nosql-injection
    user.find(mongoose.sanitizeFilter({ q }));
    // ok: nosql-injection
    user.findById(q);
});

app.post('/others', async (req, res) => {
    const { q } = req.body;
    const items = new Collection('items');
    // ruleid: nosql-injection
    items.find({ q });
    // ruleid: nosql-injection
    new Datastore({}).findOne({ q });
    const check = new Ajv().compile({});
    // ok: nosql-injection
    if (check(q)) items.find({ q });
    const { r, s } = req.body;
    // ok: nosql-injection
    if (new Ajv().validate({}, r)) items.find({ r });
    // ok: nosql-injection
    if (z.object({}).isValidSync(s)) items.find({ s });
});

const { MemoryDb } = require('minimongo');
app.post('/more', (req, res) => {
    const { q } = req.body;
    const local = new MemoryDb();
    // ruleid: nosql-injection
    local.items.find({ q });
    // ruleid: nosql-injection
    new mongoose.Query({}, {}, { q });
    const places = mongoose.model('places', {});
    // ruleid: nosql-injection
    places.geoSearch({ q }, { near: [1, 2] });
    // ruleid: nosql-injection
    places.find({}).comment('by name').count({ q });
    res.end();
});
