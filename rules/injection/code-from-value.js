const vm = require('vm');

function compute(formula) {
    // ruleid: code-from-value
    return eval('(' + formula + ')');
}
function compile(names, body) {
    // ruleid: code-from-value
    return new Function(...names, body);
}
function sandboxed(script) {
    // ruleid: code-from-value
    return vm.runInNewContext(script, {}, { timeout: 100 });
}
const run = { script: compile };
exports.again = (user) => {
    const { formula: code } = user;
    // ruleid: code-from-value
    return eval(code);
};

// ok: code-from-value
const global = new Function('return this')();
const answer = '6 * 7';
// ok: code-from-value
eval(answer);
// ok: code-from-value
vm.runInThisContext(`1 + 1`);
// ok: code-from-value
setTimeout(() => compute('1'), 10);
