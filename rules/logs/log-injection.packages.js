const app = require('express')();
const bunyan = require('bunyan');
const log4js = require('log4js');
const debug = require('debug')('app');
const tslog = require('tslog');
const { Logger } = require('@nestjs/common');

app.get('/', (req, res) => {
    const { t } = req.query;
    // ruleid: log-injection
    bunyan.createLogger({}).info(t);
    // ruleid: log-injection
    log4js.getLogger('a').child({}).warn(t);
    // ruleid: log-injection
    debug(t);
    // ruleid: log-injection
    new tslog.Logger().info(t);
    // ruleid: log-injection
    Logger.log(t);
    // ok: log-injection
    debug('got it');
    // ok: log-injection
    bunyan.createLogger({}).info({ t });
    res.end();
});

const chalk = require('chalk');
const kleur = require('kleur');
const { underline } = require('ansi-colors');
const wrap = require('wrap-ansi');
const Koa = require('koa');
const Hapi = require('@hapi/hapi');
const http = require('http');
const fastify = require('fastify')({ logger: true });
app.get('/styled', (req, res) => {
    const { t } = req.query;
    // ruleid: log-injection
    debug(chalk.red(t));
    // ruleid: log-injection
    debug(chalk.bold.bgBlue(t));
    // ruleid: log-injection
    debug(chalk.bold.bgBlue.underline(t));
    // ruleid: log-injection
    debug(kleur.blue().bold(t));
    // ruleid: log-injection
    debug(kleur.blue().bold().underline(t));
    // ruleid: log-injection
    debug(wrap(underline(t), 20));
    // ruleid: log-injection
    req.log.info(t);
    // ok: log-injection
    debug(chalk.red('got it'), t.length);
    res.end();
});
http.createServer((req, res) => {
    // ruleid: log-injection
    req.log.warn(req.url);
    res.end();
});
fastify.get('/', async (request, reply) => {
    // ruleid: log-injection
    request.log.info(request.query.t);
    // ruleid: log-injection
    fastify.log.error(request.query.t);
    // ok: log-injection
    fastify.log.error({ t: request.query.t });
});
new Koa().use(async (ctx) => {
    // ruleid: log-injection
    ctx.log.info(ctx.query.t);
});
Hapi.server({ port: 80 }).route({
    method: 'GET',
    path: '/',
    handler: (request, h) => {
        // ruleid: log-injection
        request.logger.info(request.query.t);
        return h.response('');
    },
});
