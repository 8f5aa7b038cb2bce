import { Client } from 'ldapts';
import Koa from 'koa';

const client = new Client({ url: 'ldaps://directory' });
const app = new Koa();

app.use(async (ctx, next) => {
    const name = ctx.query.name as string;
    // ruleid: ldap-injection
    const found = await client.search('o=shop', { filter: `(cn=${name})` });
    // ok: ldap-injection
    await client.search('o=shop', { filter: '(cn=admin)', sizeLimit: Number(ctx.query.limit) });
    // ok: ldap-injection
    await client.search('o=shop', { filter: `(cn=${name.replace(/[^a-z]/g, '')})` });
    // ok: ldap-injection
    await client.search('o=shop', { filter: name === 'all' ? '(cn=*)' : '(cn=shop)' });
    ctx.body = found;
});
