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
