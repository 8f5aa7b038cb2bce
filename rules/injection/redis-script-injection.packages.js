const app = require('express')();
const redis = require('redis');
const IORedis = require('ioredis');

app.get('/', async (req, res) => {
    const { q } = req.query;
    // ruleid: redis-script-injection
    redis.createCluster().eval(q);
    // ruleid: redis-script-injection
    new IORedis.Redis().eval(q);
    // ruleid: redis-script-injection
    new IORedis.Cluster([]).eval(q);
    const client = redis.createClient();
    // ruleid: redis-script-injection
    client.duplicate().scriptLoad(q);
    // ruleid: redis-script-injection
    new IORedis().script('load', q);
    // ruleid: redis-script-injection
    new IORedis().defineCommand('x', { lua: q });
    // ruleid: redis-script-injection
    client.sendCommand(q);
    // ok: redis-script-injection
    client.set(q, q);
    // ok: redis-script-injection
    new IORedis().script('exists', 'a');
    res.end();
});
