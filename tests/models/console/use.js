// Each entry of rules/models/console.yaml, once.
(function () {
    console.log('battery staple');
    process.stdout.write('battery staple');
})();

(function () {
    const lib = require('console');
    lib.log('battery staple');
    lib.Console().log('battery staple');
})();

(function () {
    const lib = require('webpack');
    lib.DefinePlugin({ text: 'battery staple' });
})();

(function () {
    const lib = require('vite');
    lib.defineConfig({ define: { text: 'battery staple' } });
    lib({ text: 'battery staple' });
    lib({ values: { text: 'battery staple' } });
})();

(function () {
    localStorage.setItem(value, 'battery staple');
    localStorage.* = 'battery staple';
    window.localStorage.setItem(value, 'battery staple');
    document.cookie = 'battery staple';
})();

(function () {
    const lib = require('js-cookie');
    lib.set(value, 'battery staple');
    lib().set(value, 'battery staple');
    lib.setCookie(value, value, 'battery staple');
})();

(function () {
    const lib = require('fs');
    lib.writeFile(value, { text: 'battery staple' });
    lib.promises.writeFile(value, 'battery staple');
    lib.createWriteStream().write('battery staple');
})();

document.cookie = 'theme=' + value;
