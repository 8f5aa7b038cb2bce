const express = require('express');
const Redis = require('ioredis');
const { createClient } = require('redis');

const app = express();
const redis = new Redis();
const other = createClient();

function read(key) {
    // ruleid: redis-script-injection
    return redis.eval("return redis.call('get', '" + key + "')", 0);
}

app.get('/value', async (req, res) => {
    const { key } = req.query;
    // ruleid: redis-script-injection
    await other.eval(`return redis.call('get', '${key}')`);
    // ruleid: redis-script-injection
    await redis.call(req.query.command, key);
    await read(key);

    // ok: redis-script-injection
    await redis.eval("return redis.call('get', KEYS[1])", 1, key);
    // ok: redis-script-injection
    await redis.get('user:' + key);
    // ok: redis-script-injection
    await redis.call('GET', key);
    // ok: redis-script-injection
    await redis.eval('return ' + Number(req.query.n), 0);
    res.end();
});
