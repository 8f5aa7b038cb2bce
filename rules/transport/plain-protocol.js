const Ftp = require('ftp');
const { Telnet } = require('telnet-client');
const nodemailer = require('nodemailer');
const JsFtp = require('jsftp');

const client = new Ftp();
// ruleid: plain-protocol
client.connect({ host: 'a', user: 'b', password: process.env.P });
// ruleid: plain-protocol
exports.telnet = new Telnet();
// ruleid: plain-protocol
exports.mail = nodemailer.createTransport({ host: 'a', ignoreTLS: true });
// By an alias, a destructuring, an object made elsewhere, a wrapper.
const { createTransport } = nodemailer;
const options = {};
// ruleid: plain-protocol
options.ignoreTLS = true;
exports.again = createTransport(options);
function open(more) {
    // ruleid: plain-protocol
    return new JsFtp(more);
}
open({ host: 'a', user: 'b', pass: process.env.P });

// ok: plain-protocol
client.connect({ host: 'a', user: 'b', password: process.env.P, secure: true });
// ok: plain-protocol
exports.tls = nodemailer.createTransport({ host: 'a', requireTLS: true });
// ok: plain-protocol
client.connect(require('./options'));
// ok: plain-protocol
exports.ssh = new (require('ssh2').Client)();

const { Client } = require('ftp-client');
// ruleid: plain-protocol
new Client().connect({ user: 'a', password: process.env.P });
