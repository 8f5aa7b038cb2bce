const express = require('express');
const fs = require('fs');
const { writeFileSync: write } = require('fs');
const app = express();

app.post('/login', (req, res) => {
    // ruleid: password-in-cookie
    res.cookie('password', req.body.password);
    const { password: given } = req.body;
    // ok: password-in-cookie
    res.cookie('name', req.body.name);
    // ok: password-in-cookie
    res.cookie('sid', encrypt(req.body.password));
    // ruleid: password-in-cookie
    res.setHeader('Set-Cookie', 'password=' + req.body.password);
    const login = { name: req.body.name, text: req.body.newPassword };
    // ruleid: password-in-file
    fs.appendFileSync('users.txt', login.name + ':' + login.text);
    // ok: password-in-file
    fs.writeFileSync('users.txt', JSON.stringify({ name: login.name }));
    // ok: password-in-file
    fs.writeFileSync('users.txt', argon.hashSync(req.body.password));
    // ok: password-in-cookie
    res.cookie('hint', req.body.passwordHint);
});

function save(text) {
    // ruleid: password-in-file
    write('.password', text);
}
save(options.password);
// ok: password-in-file
write('password.html', page);

// ruleid: secret-in-browser-storage
localStorage.setItem('login', form.password);
// ruleid: secret-in-browser-storage
sessionStorage.password = data.password;
function remember(value) {
    // ruleid: secret-in-browser-storage
    window.localStorage.setItem('p', value);
}
remember(user.pwd);
// ok: secret-in-browser-storage
localStorage.setItem('theme', 'dark');
// ok: secret-in-browser-storage
localStorage.setItem('login', form.name);
// ok: secret-in-browser-storage
localStorage.setItem('saved', String(!!form.password));
