const app = require('express')();
const _ = require('lodash');
const merge = require('merge');
const extend = require('node.extend');
const deap = require('deap');
const mergeWith = require('lodash/mergeWith');
const set = require('lodash.set');
const setValue = require('set-value');
const { dset } = require('dset');
const objectPath = require('object-path');
const dotProp = require('dot-prop');

app.post('/', (req, res) => {
    const { k } = req.body;
    const target = {};
    // ruleid: prototype-pollution
    _.update(target, k, String);
    // ruleid: prototype-pollution
    set(target, k, 1);
    // ruleid: prototype-pollution
    setValue(target, k, 1);
    // ruleid: prototype-pollution
    dset(target, k, 1);
    // ruleid: prototype-pollution
    objectPath.withInheritedProps.set(target, k, 1);
    // ruleid: prototype-pollution
    dotProp.setProperty(target, k, 1);
    // ruleid: deep-merge-of-request
    _.defaultsDeep(target, req.body);
    // ruleid: deep-merge-of-request
    merge.recursive(true, target, req.body);
    // ruleid: deep-merge-of-request
    extend(target, req.body);
    // ruleid: deep-merge-of-request
    deap.extend(target, req.body);
    // ruleid: deep-merge-of-request
    mergeWith(target, req.body, String);
    // ruleid: deep-merge-of-request
    Object.setPrototypeOf(target, req.body);
    // ok: prototype-pollution
    set(target, 'a', k);
    // ok: deep-merge-of-request
    _.merge(target, { a: 1 });
    res.end();
});
