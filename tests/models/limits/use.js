// Limiters in each of the ways their packages have.
const express = require('express');
const rateLimit = require('express-rate-limit');
const Ddos = require('ddos');
const ExpressBrute = require('express-brute');
const Hapi = require('@hapi/hapi');
const { fastifyRateLimit } = require('@fastify/rate-limit');

const app = express();
const ddos = new Ddos({ burst: 10, limit: 15 });
const brute = new ExpressBrute(new ExpressBrute.MemoryStore());
app.use(rateLimit({ windowMs: 60000, limit: 10 }));
app.use(ddos.express);
app.post('/login', brute.prevent, (req, res) => res.json({}));
app.post('/reset', brute.getMiddleware({ key: (req, res, next) => next(req.body.user) }), (req, res) => res.json({}));

const server = Hapi.server({ port: 8080 });
server.register({ plugin: require('hapi-rate-limitor').plugin });
require('fastify')().register(fastifyRateLimit, { max: 10 });
