const webpack = require('webpack');
const { DefinePlugin: Define } = require('webpack');

// ruleid: environment-in-build
new webpack.DefinePlugin({ 'process.env': JSON.stringify(process.env) });
const { env } = process;
const everything = { 'process.env': JSON.stringify(process.env) };
// ruleid: environment-in-build
new Define(everything);
function define(values) {
    // ruleid: environment-in-build
    return new webpack.DefinePlugin({ 'process.env': values });
}
define(JSON.stringify(process.env));
// ruleid: environment-in-build
new webpack.DefinePlugin({ KEY: JSON.stringify(process.env.STRIPE_SECRET_KEY) });
function copy() {
    return Object.keys(process.env).reduce((all, key) => {
        all[key] = process.env[key];
        return all;
    }, {});
}
// ruleid: environment-in-build
new webpack.DefinePlugin(copy());

// ok: environment-in-build
new webpack.DefinePlugin({ 'process.env.NODE_ENV': JSON.stringify(process.env.NODE_ENV) });
// ok: environment-in-build
new Define({ VERSION: JSON.stringify(require('./package.json').version) });
// ok: environment-in-build
start({ env: process.env });
function some() {
    return Object.keys(process.env)
        .filter((key) => /^REACT_APP_/.test(key))
        .reduce((all, key) => {
            all[key] = process.env[key];
            return all;
        }, {});
}
// ok: environment-in-build
new webpack.DefinePlugin(some());
