const { Pool } = require('pg');
const { S3 } = require('aws-sdk');
const nodemailer = require('nodemailer');

// ruleid: account-in-code
const pool = new Pool({ host: 'db', user: 'shop', password: process.env.PGPASSWORD });
// ruleid: account-in-code
const NAME = 'shop';
const { Client: Connection } = require('pg');
new Connection({ user: NAME, password: process.env.PGPASSWORD });
const keys = {
    // ruleid: account-in-code
    accessKeyId: 'AKBATTERYSTAPLE',
    secretAccessKey: process.env.AWS_SECRET,
};
new S3(keys);
function mailer(user) {
    return nodemailer.createTransport({ auth: { user, pass: process.env.MAIL_PASSWORD } });
}
// ruleid: account-in-code
mailer('shop@shop.test');

// ok: account-in-code
new Pool({ host: 'db', user: process.env.PGUSER });
// ok: account-in-code
mailer(process.env.MAIL_USER);
// ok: account-in-code
new S3({ region: 'eu-central-1' });
// ok: account-in-code
render({ user: 'shop' });
