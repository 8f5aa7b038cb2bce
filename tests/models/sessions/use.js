// Each entry of rules/models/sessions.yaml, once.
(function () {
    const lib = require('express-session');
    lib({ secret: 'battery staple' });
    lib({ secret: ['battery staple'] });
    lib({ keys: ['battery staple'] });
    lib({ keys: 'battery staple' });
})();

(function () {
    const lib = require('cookie-parser');
    lib('battery staple');
    lib(['battery staple']);
})();

(function () {
    const lib = require('cookies');
    lib(value, value, { keys: ['battery staple'] });
    lib(value, value, { secret: 'battery staple' });
    lib(['battery staple']);
    lib.sign(value, 'battery staple');
})();

(function () {
    const lib = require('express');
    lib.session({ secret: 'battery staple' });
    lib.cookieParser('battery staple');
})();

(function () {
    const lib = require('koa');
    lib().keys = { name: 'battery staple' };
    lib().keys = ['battery staple'];
})();

(function () {
    const lib = require('fastify');
    lib().register(value, { secret: 'battery staple' });
    lib().register(value, { secret: ['battery staple'] });
    lib().register(value, { secret: { private: 'battery staple' } });
    lib().register(value, { cookie: { secret: 'battery staple' } });
})();

(function () {
    const lib = require('@hapi/hapi');
    lib.Server().auth.strategy(value, value, { cookie: { password: 'battery staple' } });
    lib.Server().auth.strategy(value, value, { password: 'battery staple' });
    lib.Server().auth.strategy(value, value, { key: 'battery staple' });
    lib.Server().state(value, { password: 'battery staple' });
    lib.Server().register({ options: { cookieOptions: { password: 'battery staple' } } });
    lib.Server().register([{ options: { cookieOptions: { password: 'battery staple' } } }]);
})();

(function () {
    const lib = require('csrf-csrf');
    lib.doubleCsrf({ getSecret: () => ('battery staple') });
    lib('battery staple');
})();

(function () {
    const lib = require('express-basic-auth');
    lib({ users: { some: 'battery staple' } });
    lib(value, 'battery staple');
    lib({ pass: 'battery staple' });
    lib({ name: 'shop' });
})();

(function () {
    const lib = require('passport-google-oauth');
    lib({ clientSecret: 'battery staple' });
    lib.some({ clientSecret: 'battery staple' });
})();

(function () {
    const lib = require('next-auth/providers/google');
    lib({ clientSecret: 'battery staple' });
    lib.some({ clientSecret: 'battery staple' });
})();

(function () {
    const lib = require('simple-oauth2');
    lib.AuthorizationCode({ client: { secret: 'battery staple' } });
    lib.auth({ secret: 'battery staple' });
    lib.AuthenticationClient({ clientSecret: 'battery staple' });
    lib.ExpressOIDC({ client_secret: 'battery staple' });
    lib({ clientSecret: 'battery staple' });
    lib.ConfidentialClientApplication({ auth: { clientSecret: 'battery staple' } });
    lib.OAuth2(value, 'battery staple');
    lib.OAuth(value, value, value, 'battery staple');
})();

(function () {
    const server = require('@hapi/hapi').server();
    server.auth.strategy('session', 'cookie', { cookie: { password: 'battery staple' } });
    server.auth.strategy('github', 'bell', { password: 'battery staple' });
    server.auth.strategy('jwt', 'jwt', { key: 'battery staple' });
    server.state('cart', { password: 'battery staple' });
    server.register({ plugin: yar, options: { cookieOptions: { password: 'battery staple' } } });
    server.register([{ plugin: yar, options: { cookieOptions: { password: 'battery staple' } } }]);
})();
