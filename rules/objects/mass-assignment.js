const express = require('express');
const mongoose = require('mongoose');

const app = express();
const User = mongoose.model('User', {});

function save(data) {
    // ruleid: mass-assignment
    return User.create(data);
}

app.post('/users', async (req, res) => {
    // ruleid: mass-assignment
    await User.create(req.body);
    // ruleid: mass-assignment
    await new User(req.body).save();
    const body = req.body;
    // ruleid: mass-assignment
    const user = new User({ ...body, created: Date.now() });
    await save(req.body);

    // ok: mass-assignment
    await User.create({ name: req.body.name });
    // ok: mass-assignment
    await User.create({ name: 'x' });
    // ok: mass-assignment
    await list.create(req.body);
    res.json(user);
});
