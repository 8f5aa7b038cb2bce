const app = require('express')();
const mongoose = require('mongoose');
const User = mongoose.model('User');

app.post('/', (req, res) => {
    // ruleid: mass-assignment
    User.insertMany(req.body);
    // ruleid: mass-assignment
    User.findByIdAndUpdate(req.params.id, req.body);
    // ruleid: mass-assignment
    require('mongodb').connect().db().collection('a').updateOne({ _id: 1 }, req.body);
    // ok: mass-assignment
    User.findByIdAndUpdate(req.params.id, { $set: { name: String(req.body.name) } });
    // ok: mass-assignment
    User.find().limit(req.body.n);
    res.end();
});
