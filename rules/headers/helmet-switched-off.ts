import helmet, { HelmetOptions } from 'helmet';
import express from 'express';

const app = express();
// ruleid: helmet-switched-off
const options: HelmetOptions = { contentSecurityPolicy: false };
app.use(helmet(options));
// ok: helmet-switched-off
app.use(helmet());
// ok: helmet-switched-off
app.use(helmet({ hidePoweredBy: false }));
// ok: helmet-switched-off
export const other = { contentSecurityPolicy: false };
