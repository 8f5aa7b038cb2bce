// What makes a text harmless, and numbers of texts.
const _ = require('lodash');
const ejs = require('ejs');
const ldap = require('ldapjs');
const mongoose = require('mongoose');
const pgp = require('pg-promise')();
const pgPromise = require('pg-promise');
const sanitize = require('sanitize-filename').default;
const sanitizer = require('express-mongo-sanitize');
const shellwords = require('shellwords');
const sqlstring = require('sqlstring');

function harmless(text, value) {
    const filter = new ldap.SubstringFilter({ attribute: 'cn', initial: text });
    const id = mongoose.Types.ObjectId.createFromHexString(text);
    const count = isFinite(text) ? text : _.toNumber(text);
    return [
        _.escape(text), ejs.escapeXML(text), sanitize(text), sanitizer.sanitize(value), shellwords.escape(text),
        sqlstring.escape(text), sqlstring.format('SELECT ?', [text]), pgp.as.format('SELECT $1', [text]),
        pgPromise.as.format('SELECT $1', [text]), filter, id, count,
    ];
}

module.exports = harmless;
