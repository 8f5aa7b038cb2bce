const tinyserver = require('tinyserver');
const limitLogin = require('./limits');
const app = tinyserver();
app.post('/login', limitLogin, (req, res) => res.end());
app.post('/login/again', (req, res) => res.end());
