import _ from "lodash";
import config from "config";

export default {
    // ruleid: secret-fallback-in-code
    jwtSecret: process.env.JWT_SECRET || 'please change me',
    // ruleid: secret-fallback-in-code
    cookie: { key: _.defaultTo(process.env.COOKIE_KEY, 'monkey') },
    // ruleid: secret-fallback-in-code
    session: production ? process.env.SESSION_SECRET : 'only at home',
    // ruleid: secret-fallback-in-code
    admin: config.get('ADMIN_PASSWORD') ?? 'letmein',
};

// ruleid: secret-fallback-in-code
const { APP_SECRET = 'sesame', PORT = '3000' } = process.env;
const {
    HOST = 'localhost',
    // ruleid: secret-fallback-in-code
    SESSION_SECRET: session = 'open sesame',
    // ok: secret-fallback-in-code
    JWT_SECRET,
} = process.env;
const key = process.env;
function getSecret() {
    // ruleid: secret-fallback-in-code
    return process.env.TOKEN_SECRET || 'sesame';
}

// ok: secret-fallback-in-code
export const port: string = process.env.PORT || '3000';
// ok: secret-fallback-in-code
export const secret: string = process.env.JWT_SECRET || '';
// ok: secret-fallback-in-code
export const fromFile: string = process.env.JWT_SECRET_FILE || '/run/secrets/jwt';
// ok: secret-fallback-in-code
export const publicKey: string = process.env.STRIPE_PUBLIC_KEY || 'pk_live_abcdef';
// ok: secret-fallback-in-code
export const made: string = process.env.SESSION_SECRET || crypto.randomBytes(32).toString('hex');
// ok: secret-fallback-in-code
export const database: string = process.env.DB_PASSWORD || 'postgres';
// ok: secret-fallback-in-code
export const name: string = process.env.SECRET_NAME || 'orders-key';
