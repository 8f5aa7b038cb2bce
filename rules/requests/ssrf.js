const express = require('express');
const http = require('http');
const { get: fetchPage } = require('https');
const axios = require('axios');
const got = require('got');
const request = require('request');
const superagent = require('superagent');
const needle = require('needle');
const undici = require('undici');
const puppeteer = require('puppeteer');

const app = express();
const HOSTS = new Set(['a.example', 'b.example']);
const TARGETS = { a: 'https://a.example', b: 'https://b.example' };
const api = axios.create({ timeout: 1000 });

app.get('/proxy', async (req, res) => {
    // ruleid: ssrf
    const answer = await axios.get(req.query.url);
    const { url, host } = req.query;
    // ruleid: ssrf
    await fetch(url);
    // ruleid: ssrf
    http.get('http://' + host + '/status', done);
    // ruleid: ssrf
    http.request({ hostname: host, port: 80, path: '/' }, done);
    // ruleid: ssrf
    fetchPage(`https://${host}/`);
    // ruleid: ssrf
    await axios({ method: 'get', url });
    // ruleid: ssrf
    await api.post(req.body.callback, { ok: true });
    // ruleid: ssrf
    await got(`${url}/feed`);
    // ruleid: ssrf
    request({ uri: url }, done);
    // ruleid: ssrf
    superagent.get(url).end(done);
    // ruleid: ssrf
    needle('get', url);
    // ruleid: ssrf
    await undici.request(new URL(url));
    const browser = await puppeteer.launch();
    const page = await browser.newPage();
    // ruleid: ssrf
    await page.goto(url);

    // ok: ssrf
    await axios.get('https://api.example/users/' + req.query.id);
    // ok: ssrf
    await fetch(`https://api.example/find?q=${encodeURIComponent(req.query.q)}`);
    // ok: ssrf
    await axios.post('https://api.example/hook', { url });
    // ok: ssrf
    await axios.get(TARGETS[req.query.target]);
    // ok: ssrf
    await fetch('http://localhost:' + Number(req.query.port));
    // ok: ssrf
    await cache.get(url);
    // ok: ssrf
    await fetch(process.env.HOOK, { method: 'POST', body: url });
    res.send(answer.data);
});

app.get('/checked', async (req, res) => {
    const url = new URL(req.query.url);
    if (!HOSTS.has(url.hostname)) return res.sendStatus(400);
    // ok: ssrf
    await fetch(url);
    const other = new URL(req.query.other);
    if (other.host !== 'a.example') {
        // ruleid: ssrf
        await fetch(req.query.another);
        return res.sendStatus(400);
    }
    // ok: ssrf
    await fetch(other.href);
    const name = req.query.name;
    if (name === 'https://a.example' || name === 'https://b.example') {
        // ok: ssrf
        await fetch(name);
    }
    // ruleid: ssrf
    await fetch(name);
});

function load(address) {
    // ruleid: ssrf
    return http.get(address);
}

app.post('/webhook', ({ body }, res) => {
    load(body.url);
    res.end();
});
