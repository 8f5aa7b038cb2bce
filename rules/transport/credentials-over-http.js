const axios = require('axios');
const API = 'http://api.shop.com/orders';

// ruleid: credentials-over-http
axios.get('http://api.shop.com/orders', { headers: { Authorization: `Bearer ${token}` } });
// ruleid: credentials-over-http
axios.get(API, { auth: { username: 'shop', password: process.env.API_PASSWORD } });
// ruleid: credentials-over-http
axios.post('http://login.shop.com/session', { name, password }, { timeout: 1000 });
// ruleid: credentials-over-http
fetch('http://api.shop.com/me', { headers: { authorization: header } });

// ok: credentials-over-http
axios.get('https://api.shop.com/orders', { headers: { Authorization: `Bearer ${token}` } });
// ok: credentials-over-http
axios.get('http://localhost:3000/orders', { auth: { username: 'shop', password } });
// ok: credentials-over-http
axios.get('http://orders:8080/all', { headers: { Authorization: header } });
// ok: credentials-over-http
axios.get('http://api.shop.com/rates');
// ok: credentials-over-http
axios.get(process.env.API, { headers: { Authorization: header } });
