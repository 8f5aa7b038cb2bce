const http = require('http');
const NAME = 'Set-Cookie';

http.createServer((req, res) => {
    // ruleid: cookie-header-without-secure
    res.setHeader('Set-Cookie', `auth_token=${req.token}; Path=/; HttpOnly`);
    // ruleid: cookie-header-without-secure
    res.setHeader('set-cookie', 'session=' + req.id);
    // ruleid: cookie-header-without-secure
    res.setHeader('Set-Cookie', ['theme=dark', 'token=' + req.token]);
    // ok: cookie-header-without-secure
    res.writeHead(200, { 'Set-Cookie': `sid=${req.id}; Secure` });
    // By a variable, an alias, an object made elsewhere.
    const cookie = `session=${req.id}; Path=/`;
    const answer = res;
    // ruleid: cookie-header-without-secure
    answer.setHeader('Set-Cookie', cookie);
    const headers = {};
    // ruleid: cookie-header-without-secure
    headers['Set-Cookie'] = `token=${req.token}`;
    answer.writeHead(200, headers);

    // ok: cookie-header-without-secure
    res.setHeader('Set-Cookie', `session=${req.id}; HttpOnly; Secure; SameSite=Lax`);
    // ok: cookie-header-without-secure
    res.setHeader('Set-Cookie', 'theme=dark');
    // ok: cookie-header-without-secure
    res.setHeader('Set-Cookie', 'session=; Max-Age=0');
    // ok: cookie-header-without-secure
    res.setHeader('Set-Cookie', 'session=' + req.id + '; Secure; HttpOnly');
    // ok: cookie-header-without-secure
    res.setHeader('X-Cookie', 'session=1');
    // ok: cookie-header-without-secure
    res.setHeader('Set-Cookie', `csrf_token=${req.csrf}; Secure`);
    // ok: cookie-header-without-secure
    res.setHeader('Set-Cookie', `session=${req.id}; ${attributes}; ${flags}`);
});
