const app = require('express')();
const mongoose = require('mongoose');
const User = mongoose.model('User');

app.post('/', (req, res) => {
    // ruleid: mass-assignment
    User.insertMany(req.body);
    // ok: mass-assignment
    User.find().limit(req.body.n);
    res.end();
});
