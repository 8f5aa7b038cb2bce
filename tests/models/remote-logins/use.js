// Each entry of rules/models/remote-logins.yaml, once.
(function () {
    const lib = require('ssh2');
    lib.Client().connect({ password: 'battery staple' });
    lib().connect({ password: 'battery staple' });
    lib({ password: 'battery staple' });
    lib.createTunnel(value, value, { password: 'battery staple' });
    lib.Client().connect({ username: 'shop' });
})();

(function () {
    const lib = require('ftp');
    lib().connect({ password: 'battery staple' });
    lib.Client().access({ password: 'battery staple' });
    lib.Client().login(value, 'battery staple');
    lib({ pass: 'battery staple' });
    lib().auth(value, 'battery staple');
    lib.createClient(value, { password: 'battery staple' });
    lib.Client().access({ user: 'shop' });
})();

(function () {
    const lib = require('http');
    lib.request({ auth: 'shop:battery-staple' });
    lib.request(value, { auth: 'shop:battery-staple' });
    lib.http.request({ auth: 'shop:battery-staple' });
    lib.request({ headers: { Authorization: 'Bearer battery-staple' } });
    lib.request(value, { headers: { Authorization: 'Bearer battery-staple' } });
    lib.http.request({ headers: { Authorization: 'Bearer battery-staple' } });
    lib.request().setHeader(value, 'Bearer battery-staple');
})();

(function () {
    const lib = require('axios');
    lib({ auth: { password: 'battery staple' } });
    lib.get({ auth: { password: 'battery staple' } });
    lib.defaults.auth.password = 'battery staple';
    lib.HttpModule.register({ auth: { password: 'battery staple' } });
    lib({ proxy: { auth: { password: 'battery staple' } } });
    lib.get({ proxy: { auth: { password: 'battery staple' } } });
    lib.defaults.proxy.auth.password = 'battery staple';
    lib.HttpModule.register({ proxy: { auth: { password: 'battery staple' } } });
    lib().auth(value, 'battery staple');
    lib.get().auth(value, 'battery staple');
    lib({ auth: { bearer: 'battery staple' } });
    lib.get({ auth: { bearer: 'battery staple' } });
    lib.defaults.auth.bearer = 'battery staple';
    lib.HttpModule.register({ auth: { bearer: 'battery staple' } });
    lib().auth(value, value, value, 'battery staple');
    lib.get().auth(value, value, value, 'battery staple');
    lib({ auth: { username: 'shop' } });
    lib.get({ auth: { username: 'shop' } });
    lib.defaults.auth.username = 'shop';
    lib.HttpModule.register({ auth: { username: 'shop' } });
    lib().auth('shop');
    lib.get().auth('shop');
    lib({ headers: { Authorization: 'Bearer battery-staple' } });
    lib.get({ headers: { Authorization: 'Bearer battery-staple' } });
    lib.defaults.headers.Authorization = 'Bearer battery-staple';
    lib.HttpModule.register({ headers: { Authorization: 'Bearer battery-staple' } });
    lib({ headers: { common: { Authorization: 'Bearer battery-staple' } } });
    lib.get({ headers: { common: { Authorization: 'Bearer battery-staple' } } });
    lib.defaults.headers.common.Authorization = 'Bearer battery-staple';
    lib.HttpModule.register({ headers: { common: { Authorization: 'Bearer battery-staple' } } });
    lib.Headers({ Authorization: 'Bearer battery-staple' });
})();

(function () {
    const lib = require('got');
    lib({ password: 'battery staple' });
    lib.get({ password: 'battery staple' });
    lib.default({ password: 'battery staple' });
})();

(function () {
    const lib = require('needle');
    lib.get(value, { password: 'battery staple' });
    lib.post(value, value, { password: 'battery staple' });
    lib(value, value, value, { password: 'battery staple' });
})();

(function () {
    const lib = require('superagent');
    lib().auth(value, 'battery staple');
    lib().auth('shop');
    lib().set({ Authorization: 'Bearer battery-staple' });
})();

(function () {
    fetch(value, { headers: { Authorization: 'Bearer battery-staple' } });
    Headers({ Authorization: 'Bearer battery-staple' });
    Request(value, { headers: { Authorization: 'Bearer battery-staple' } });
})();

(function () {
    const base64 = require('base-64');
    const { Base64 } = require('js-base64');
    use(base64.encode(text), Base64.encode(text), require('basic-auth-header')(user, password));
})();
