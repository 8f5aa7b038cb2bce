const _ = require('lodash');
const config = require('config');

module.exports = {
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
exports.port = process.env.PORT || '3000';
// ok: secret-fallback-in-code
exports.secret = process.env.JWT_SECRET || '';
// ok: secret-fallback-in-code
exports.fromFile = process.env.JWT_SECRET_FILE || '/run/secrets/jwt';
// ok: secret-fallback-in-code
exports.publicKey = process.env.STRIPE_PUBLIC_KEY || 'pk_live_abcdef';
// ok: secret-fallback-in-code
exports.made = process.env.SESSION_SECRET || crypto.randomBytes(32).toString('hex');
// ok: secret-fallback-in-code
exports.database = process.env.DB_PASSWORD || 'postgres';
// ok: secret-fallback-in-code
exports.name = process.env.SECRET_NAME || 'orders-key';
