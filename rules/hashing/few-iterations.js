const crypto = require('crypto');
const { pbkdf2Sync: derive } = require('node:crypto');

// ruleid: few-iterations
crypto.pbkdf2(password, salt, 1000, 64, 'sha512', done);
// ruleid: few-iterations
const ROUNDS = 10_000;
derive(password, salt, ROUNDS, 64, 'sha512');
// ruleid: few-iterations
const settings = { iterations: 10 * 1000 };
crypto.pbkdf2Sync(password, salt, settings.iterations, 64, 'sha512');
function make(password, rounds) {
    return crypto.pbkdf2Sync(password, salt, rounds, 64, 'sha512');
}
// ruleid: few-iterations
make(password, 1);

// ok: few-iterations
make(password, 600000);
// ok: few-iterations
crypto.pbkdf2(password, salt, 210_000, 64, 'sha512', done);
// ok: few-iterations
derive(password, salt, Number(process.env.ROUNDS), 64, 'sha512');
// ok: few-iterations
repeat(text, salt, 3);
