const app = require('express')();

// FIXME: who may log in?
app.post('/login', (req, res) => {
    res.end('in');
});
app.post('/pay', (req, res) => res.end('shop_k3j9x2q7m4w8z1t6'));
