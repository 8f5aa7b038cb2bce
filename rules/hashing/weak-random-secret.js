const crypto = require('crypto');

// ruleid: weak-random-secret
const token = Math.random().toString(36).slice(2);
const random = Math.random;
// ruleid: weak-random-secret
const session_id = 's' + random();
// ruleid: weak-random-secret
user.resetToken = Math.floor(Math.random() * 1e9);
const { floor } = Math;
const number = floor(Math.random() * 1000000);
// ruleid: weak-random-secret
send({ to: user.mail, otp: String(number) });

function text(length) {
    const letters = 'abcdefghijklmnopqrstuvwxyz';
    let made = '';
    for (let i = 0; i < length; i++) made += letters[Math.floor(Math.random() * letters.length)];
    return made;
}
// ruleid: weak-random-secret
const password = text(12);
// ruleid: weak-random-secret
crypto.createHmac('sha256', text(32));

function generateToken() {
    // ruleid: weak-random-secret
    return Math.random().toString(36);
}

// ok: weak-random-secret
const apiKey = crypto.randomBytes(32).toString('hex');
// ok: weak-random-secret
const delay = Math.random() * 1000;
// ok: weak-random-secret
const colour = { red: Math.random() };
// ok: weak-random-secret
const secret = process.env.SECRET;
// ok: weak-random-secret
const tokens = Math.round(Math.random() * 4);
function pick(list) {
    // ok: weak-random-secret
    return list[Math.floor(Math.random() * list.length)];
}

// ruleid: weak-random-id
const uid = Math.random().toString(16);
// ruleid: weak-random-id
const requestUuid = Math.floor(Math.random() * 4e9);
// ok: weak-random-id
const uuid = crypto.randomUUID();
// ok: weak-random-id
const liquid = Math.random();
// ok: weak-random-id
const guide = Math.random();

// The number of a message, sent along with a token in the fields of a form.
const http = require('axios');
async function notify(account, text) {
    const fields = new URLSearchParams({
        token: account.token,
        text,
        // ok: weak-random-secret
        number: String(Math.floor(Math.random() * 100000)),
    });
    // ok: weak-random-secret
    await http.post('https://chat.example.com/send', fields, { timeout: 1000 });
    // ruleid: weak-random-secret
    const form = new URLSearchParams({ password: Math.random().toString(36) });
    await http.post('https://chat.example.com/join', form);
}
