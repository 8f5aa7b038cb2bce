const express = require('express');
const ldap = require('ldapjs');
const escape = require('ldap-escape');

const app = express();
const client = ldap.createClient({ url: 'ldaps://directory' });

app.get('/people', (req, res) => {
    const options = { filter: '(uid=' + req.query.uid + ')', scope: 'sub' };
    // ruleid: ldap-injection
    client.search('o=shop', { filter: `(mail=${req.query.mail})` }, done);
    // ruleid: ldap-injection
    client.search('o=shop', options, done);
    // ruleid: ldap-injection
    client.search('uid=' + req.query.uid + ',o=shop', { filter: '(objectClass=*)' }, done);
    // ruleid: ldap-injection
    client.bind(`uid=${req.query.uid},o=shop`, req.query.password, done);

    // ok: ldap-injection
    client.search('o=shop', { filter: new ldap.EqualityFilter({ attribute: 'uid', value: req.query.uid }) }, done);
    // ok: ldap-injection
    client.search('o=shop', { filter: escape.filter`(uid=${req.query.uid})` }, done);
    // ok: ldap-injection
    client.search('o=shop', { filter: '(number=' + parseInt(req.query.number, 10) + ')' }, done);
    const uid = req.query.uid;
    if (!/^[a-z0-9]+$/.test(uid)) return res.status(400).end();
    // ok: ldap-injection
    client.search('o=shop', { filter: `(uid=${uid})` }, done);
});

function lookup(filter) {
    // ruleid: ldap-injection
    client.search('o=shop', { filter, scope: 'sub' }, done);
}

app.post('/group', ({ body }, res) => {
    lookup('(cn=' + body.group + ')');
    // ok: ldap-injection
    index.search('o=shop', { filter: body.group }, done);
});
