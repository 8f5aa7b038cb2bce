import * as https from 'https';
import { createTransport } from 'nodemailer';
import got from 'got';
import { DataSource, DataSourceOptions } from 'typeorm';

// ruleid: certificate-not-verified
const options: DataSourceOptions = { type: 'postgres', ssl: { rejectUnauthorized: false } };
export const source = new DataSource(options);
// ruleid: certificate-not-verified
export const mail = createTransport({ host: 'a', tls: { rejectUnauthorized: false } });
// ruleid: certificate-not-verified
export const page = got('https://a.example.com', { https: { rejectUnauthorized: false } });
const agent = (strict: boolean): https.Agent =>
    // ruleid: certificate-not-verified
    new https.Agent({ rejectUnauthorized: strict });
export const loose = agent(false);
// ok: certificate-not-verified
export const good = new https.Agent({ rejectUnauthorized: true });
// ok: certificate-not-verified
export const configured = new https.Agent({ rejectUnauthorized: process.env.STRICT !== 'no' });
// ok: certificate-not-verified
export const own = new https.Agent({ ca: process.env.CA });
