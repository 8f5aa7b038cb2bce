const app = require('express')();
const http = require('http');
const http2 = require('http2');
const axios = require('axios');
const request = require('request');
const ky = require('ky');
const follow = require('follow-redirects');
const { Pool, Client } = require('undici');
const { JSDOM } = require('jsdom');
const superagent = require('superagent');
const needle = require('needle');
const ws = require('ws');
const { WebSocket: Socket } = require('ws');
const { chromium } = require('playwright');
const puppeteer = require('puppeteer');
const capture = require('capture-website');
const wkhtmltopdf = require('wkhtmltopdf');
const { HttpService } = require('@nestjs/axios');

app.get('/', async (req, res) => {
    const { u } = req.query;
    // ruleid: ssrf
    http.get('/', { host: u });
    // ruleid: ssrf
    http2.connect(u);
    // ruleid: ssrf
    axios.request({ url: '/', baseURL: u });
    // ruleid: ssrf
    axios.get('/', { baseURL: u });
    // ruleid: ssrf
    axios.post('/', {}, { baseURL: u });
    // ruleid: ssrf
    axios.create({ baseURL: u });
    // ruleid: ssrf
    ky.extend({ prefixUrl: u });
    // ruleid: ssrf
    request.defaults({})(u);
    // ruleid: ssrf
    request.post({ uri: u });
    // ruleid: ssrf
    follow.https.get(u);
    // ruleid: ssrf
    follow.http.request({ hostname: u });
    // ruleid: ssrf
    new Pool(u);
    // ruleid: ssrf
    new Client(u);
    // ruleid: ssrf
    JSDOM.fromURL(u);
    // ruleid: ssrf
    superagent('GET', u);
    // ruleid: ssrf
    needle('get', u);
    // ruleid: ssrf
    new ws(u);
    // ruleid: ssrf
    new Socket(u);
    // ruleid: ssrf
    new WebSocket(u);
    // ruleid: ssrf
    new EventSource(u);
    // ruleid: ssrf
    fetch({ url: u });
    // ruleid: ssrf
    await (await (await chromium.launch()).newContext()).newPage().goto(u);
    // ruleid: ssrf
    await (await puppeteer.connect()).newPage().then((page) => page.goto(u));
    // ruleid: ssrf
    capture.file(u, 'x');
    // ruleid: ssrf
    wkhtmltopdf(u);
    // ruleid: ssrf
    new HttpService().get(u);
    // ok: ssrf
    axios.post('https://a.example', u);
    // ok: ssrf
    http.get('http://a.example', { headers: { a: u } });
    // ok: ssrf
    axios.get('https://a.example/?' + new URLSearchParams({ u }));
    res.end();
});
