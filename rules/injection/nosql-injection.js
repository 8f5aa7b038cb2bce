const express = require('express');
const { MongoClient, ObjectId } = require('mongodb');
const mongoose = require('mongoose');
const sanitize = require('mongo-sanitize');
const Order = require('./models/order');

const app = express();
app.use(express.json());
const client = new MongoClient('mongodb://db');
const users = client.db('shop').collection('users');
const User = mongoose.model('User', new mongoose.Schema({ name: String }));

app.post('/login', async (req, res) => {
    // ruleid: nosql-injection
    const user = await users.findOne({ name: req.body.name, password: req.body.password });
    const { name, password } = req.body;
    // ruleid: nosql-injection
    await User.findOne({ name, password });
    // ruleid: nosql-injection
    await User.find(req.query);
    const filter = {};
    filter.name = req.body.name;
    // ruleid: nosql-injection
    await users.deleteMany(filter);
    // ruleid: nosql-injection
    await users.aggregate([{ $match: { name: req.body.name } }]).toArray();

    // ok: nosql-injection
    await users.findOne({ name: String(req.body.name) });
    // ok: nosql-injection
    await users.findOne({ name: `${req.body.name}` });
    // ok: nosql-injection
    await users.findOne({ name: req.body.name.toString() });
    // ok: nosql-injection
    await User.findOne({ name: { $eq: req.body.name } });
    // ok: nosql-injection
    await users.findOne({ _id: new ObjectId(req.body.id) });
    // ok: nosql-injection
    await users.findOne({ age: Number(req.body.age) });
    // ok: nosql-injection
    await users.findOne(sanitize(req.body));
    // A part of the path is always a text.
    // ok: nosql-injection
    await users.findOne({ name: req.params.name });
    // ok: nosql-injection
    await User.findById(req.params.id);
    res.json(user);
});

app.post('/typed', async (req, res) => {
    const name = req.body.name;
    if (typeof name !== 'string') return res.status(400).end();
    // ok: nosql-injection
    await User.findOne({ name });
    const kind = req.body.kind;
    if (!['a', 'b'].includes(kind)) return res.status(400).end();
    // ok: nosql-injection
    await User.find({ kind });
    // ok: nosql-injection
    await User.create({ name: req.body.other });
    // ok: nosql-injection
    await User.findOneAndUpdate({ _id: String(req.body.id) }, { name: req.body.other });
});

function lookup(filter) {
    // ruleid: nosql-injection
    return users.find(filter).toArray();
}

app.post('/find', async (req, res) => {
    const asked = req.body.filter;
    res.json(await lookup({ owner: asked.owner }));
});

const find = async (request, response) => {
    const where = request.body;
    // A model from another file.
    // ruleid: nosql-injection
    const one = await Order.findOne({ number: where.number });
    // Sequelize.
    // ok: nosql-injection
    const three = await Order.findOne({ where: { number: where.number } });
    // ok: nosql-injection
    const two = [{ number: 1 }].find((order) => order.number === where.number);
    response.json([one, two, three]);
};
app.post('/orders', find);

app.get('/code', async (req, res) => {
    // ruleid: nosql-code-injection
    await users.find({ $where: "this.name == '" + req.query.name + "'" }).toArray();
    // ruleid: nosql-code-injection
    await User.$where(`this.age > ${req.query.age}`);
    // ruleid: nosql-code-injection
    await users.mapReduce('function () { emit(this.' + req.query.field + ', 1) }', 'function () {}', {});
    // ok: nosql-code-injection
    await users.find({ $where: 'this.age > ' + Number(req.query.age) }).toArray();
    // ok: nosql-code-injection
    await users.find({ $where: 'this.a == this.b' }).toArray();
    const age = parseInt(req.query.age, 10);
    // ok: nosql-code-injection
    await User.$where('this.age > ' + age);
});

// Methods of what another file brings: the change says that it is MongoDB, `where` that it is not.
const stores = require('./stores');
app.post('/stores', async (req, res) => {
    // ruleid: nosql-injection
    await stores.reviews.update({ _id: req.body.id }, { $set: { text: String(req.body.text) } });
    // ok: nosql-injection
    await stores.reviews.update({ _id: String(req.body.id) }, { $set: { seen: true } });
    // ok: nosql-injection
    await stores.reviews.update({ seen: true }, { where: { id: req.body.id } });
    // ok: nosql-injection
    await stores.Review.findOne({ where: { id: req.body.id } });
    res.end();
});

// Bookshelf's models speak SQL.
app.get('/keys', async (req, res) => {
    // ok: nosql-injection
    await stores.Token.findOne({ text: req.query.text }, { withRelated: ['owner'] });
    // ok: nosql-injection
    await stores.Token.findOne({ text: req.query.text }, { require: false });
    // ruleid: nosql-injection
    await stores.Token.findOne({ text: req.query.text }, { owner: 1 });
    res.end();
});
