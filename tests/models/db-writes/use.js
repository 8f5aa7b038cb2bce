// Each entry of rules/models/db-writes.yaml, once.
(function () {
    const lib = require('mongodb');
    lib.MongoClient().collection().insert({ text: 'battery staple' });
    lib.MongoClient().collection().update(value, { text: 'battery staple' });
})();

(function () {
    const lib = require('@prisma/client');
    lib.PrismaClient().some.create({ data: { text: 'battery staple' } });
    lib.PrismaClient().some.upsert({ create: { text: 'battery staple' } });
})();

(function () {
    const lib = require('knex');
    lib()().insert({ text: 'battery staple' });
})();

(function () {
    const lib = require('mongoose');
    lib.model().create({ text: 'battery staple' });
    lib.model()({ text: 'battery staple' });
    lib.model().findByIdAndUpdate(value, { text: 'battery staple' });
})();

(function () {
    const lib = require('sequelize');
    lib().models.some.create({ text: 'battery staple' });
})();

(function () {
    const lib = require('typeorm');
    lib.getRepository().save({ text: 'battery staple' });
    lib.getRepository().update(value, { text: 'battery staple' });
})();

(function () {
    thing.collection().insert({ text: 'battery staple' });
})();
