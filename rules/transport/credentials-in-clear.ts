import axios, { AxiosRequestConfig } from 'axios';

const config: AxiosRequestConfig = { auth: { username: 'a', password: process.env.P as string } };
// ruleid: credentials-in-clear
export const a = axios.get('http://api.example.com/me', config);
// ruleid: credentials-in-clear
export const b = fetch('http://api.example.com/me', { headers: { Authorization: process.env.TOKEN as string } });
// ok: credentials-in-clear
export const c = axios.get('https://api.example.com/me', config);
// ok: credentials-in-clear
export const d = axios.get('http://127.0.0.1/me', config);
// ok: credentials-in-clear
export const e = fetch('http://api.example.com/news');
