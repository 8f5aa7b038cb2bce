// Polka, Restify, Express: what else a handler reads and writes.
const polka = require('polka');
const restify = require('restify');
const express = require('express');

polka().get('/agent', (req, res) => {
    res.setHeader('X-Shop', 'open');
    res.end(req.headers['user-agent']);
});

restify.createServer().get('/goods', (req, res, next) => {
    res.send(200, { name: req.query.name });
    next();
});

express().get('/goods', (req, res) => res.jsonp({ name: 'tea' }));
