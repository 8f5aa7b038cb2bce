const axios = require('axios');
const got = require('got');
const ftp = require('basic-ftp');
const HOST = 'http://api.example.com';

// ruleid: credentials-in-clear
axios.get('http://api.example.com/me', { headers: { Authorization: `Bearer ${process.env.TOKEN}` } });
// ruleid: credentials-in-clear
axios.post('http://api.example.com/login', { name: 'a', password: process.env.PASSWORD });
// ruleid: credentials-in-clear
fetch('http://user:secret@api.example.com/me');
// ruleid: credentials-in-clear
exports.client = axios.create({ baseURL: 'http://api.example.com', auth: { username: 'a', password: process.env.P } });

// By an alias, a destructuring, an object made elsewhere, a wrapper.
const { post } = axios;
// ruleid: credentials-in-clear
post(HOST + '/login', { password: process.env.PASSWORD });
const options = { headers: {} };
options.headers.Authorization = process.env.TOKEN;
// ruleid: credentials-in-clear
got('http://api.example.com/me', options);
function send(address, more) {
    return axios.get(address, more);
}
// ruleid: credentials-in-clear
send('http://api.example.com/me', { auth: { username: 'a', password: process.env.P } });
async function files() {
    const client = new ftp.Client();
    // ruleid: credentials-in-clear
    await client.access({ host: 'a', user: 'b', password: process.env.P });
    // ruleid: credentials-in-clear
    await client.access({ host: 'a', user: 'b', password: process.env.P, secure: false });
    // ok: credentials-in-clear
    await client.access({ host: 'a', user: 'b', password: process.env.P, secure: true });
}
files();

// ok: credentials-in-clear
axios.get('https://api.example.com/me', { headers: { Authorization: `Bearer ${process.env.TOKEN}` } });
// ok: credentials-in-clear
axios.get('http://localhost:3000/me', { headers: { Authorization: process.env.TOKEN } });
// ok: credentials-in-clear
axios.get('http://billing:3000/me', { headers: { Authorization: process.env.TOKEN } });
// ok: credentials-in-clear
axios.get('http://api.example.com/news', { headers: { Accept: 'text/html' } });
// ok: credentials-in-clear
axios.post('http://api.example.com/news', require('./body'));
// ok: credentials-in-clear
axios.get(process.env.API, { headers: { Authorization: process.env.TOKEN } });
