import axios from 'axios';

const login: string = 'http://login.shop.com/session';

export const a = async (token: string) =>
    // ruleid: credentials-over-http
    fetch('http://api.shop.com/me', { headers: { Authorization: `Bearer ${token}` } });
// ruleid: credentials-over-http
export const b = axios.post(login, { name: 'shop', password: process.env.PASSWORD });

// ok: credentials-over-http
export const c = axios.post('https://login.shop.com/session', { name: 'shop', password: secret });
// ok: credentials-over-http
export const d = fetch('http://api.shop.com/rates', { headers: { Accept: 'application/json' } });
// ok: credentials-over-http
export const e = fetch('http://192.168.0.7/me', { headers: { Authorization: header } });
