const express = require('express');
const neo4j = require('neo4j-driver');

const app = express();
const driver = neo4j.driver('bolt://graph');
const labels = new Set(['Person', 'Shop']);

function match(tx, name) {
    // ruleid: cypher-injection
    return tx.run("MATCH (u {name: '" + name + "'}) RETURN u");
}

app.get('/people', async (req, res) => {
    const session = driver.session();
    // ruleid: cypher-injection
    await session.run(`MATCH (u:Person {name: '${req.query.name}'}) RETURN u`);
    await session.executeRead((tx) => match(tx, req.query.name));
    const { label } = req.query;
    // ruleid: cypher-injection
    await driver.executeQuery('MATCH (n:' + label + ') RETURN n');

    // ok: cypher-injection
    await session.run('MATCH (u:Person {name: $name}) RETURN u', { name: req.query.name });
    // ok: cypher-injection
    await session.run('MATCH (u) RETURN u LIMIT ' + Number(req.query.limit));
    // ok: cypher-injection
    await jobs.run('daily ' + req.query.name);
    if (labels.has(label)) {
        // ok: cypher-injection
        await session.run('MATCH (n:' + label + ') RETURN n');
    }
    res.end();
});
