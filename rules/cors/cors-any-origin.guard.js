const app = require('express')();
const cors = require('merlon-guard/cors');

// ruleid: cors-any-origin
app.use('/open', cors({ origin: '*' }));
// ok: cors-any-origin
app.use('/app', cors({ origin: ['https://app.example.com'], enforce: true }));
