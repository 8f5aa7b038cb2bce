// Sign-in elsewhere, hashes of passwords, programs that are started, texts that are run, archives.
const util = require('node:util');
const { promisify } = require('es6-promisify');
const { createClient } = require('@supabase/supabase-js');
const { getAuth, signInWithEmailAndPassword } = require('firebase/auth');
const credential = require('credential');
const execa = require('execa');
const math = require('mathjs');
const safeEval = require('safe-eval');
const tar = require('tar');

async function signIn(email, password) {
    const supabase = createClient('https://shop.example.com', 'public');
    await supabase.auth.signInWithPassword({ email, password });
    await signInWithEmailAndPassword(getAuth(), email, password);
    const passwords = credential();
    const stored = await passwords.hash(password);
    return passwords.verify(stored, password);
}

function run(line, done) {
    execa.default.command(line);
    safeEval.default(line);
    setImmediate(line);
    math.evaluate(line);
    math.parser().eval(line);
    math.parser().evaluate(line);
    util.callbackify(signIn)(line, line, done);
    util.deprecate(run, 'start it yourself')(line, done);
    promisify(run)(line);
}

function list(file) {
    return tar.list({ file, onentry: (entry) => console.log(entry.header.path) });
}

module.exports = { list, run, signIn };
