const app = require('express')();
const ldap = require('ldapjs');
const ActiveDirectory = require('activedirectory');
const { authenticate } = require('ldap-authentication');

app.get('/', (req, res) => {
    const { q } = req.query;
    const client = ldap.createClient({});
    // ruleid: ldap-injection
    client.search('o=x', q, done);
    // ruleid: ldap-injection
    ldap.parseFilter(q);
    const ad = new ActiveDirectory({});
    // ruleid: ldap-injection
    ad.find(q, done);
    // ruleid: ldap-injection
    ad.findUsers({ filter: q }, done);
    // ruleid: ldap-injection
    authenticate({ userDn: 'uid=' + q });
    // ok: ldap-injection
    client.search('o=x', { filter: new ldap.filters.EqualityFilter({ attribute: 'a', value: q }) }, done);
    // ok: ldap-injection
    authenticate({ userDn: 'uid=x', userPassword: q });
    res.end();
});
