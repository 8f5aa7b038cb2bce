const express = require('express');
const http = require('http');
const app = express();

app.post('/login', (req, res) => res.end());
// ruleid: server-without-tls
app.listen(3000);
// ruleid: server-without-tls
http.createServer(app).listen(3001);
// By an alias, a wrapper.
const server = app;
// ruleid: server-without-tls
server.listen(3002);
function start(what) {
    // ruleid: server-without-tls
    what.listen(3003);
}
start(app);

// ok: server-without-tls
app.on('listen', () => {});
// ok: server-without-tls
emitter.listen(3004);
// ok: server-without-tls
app.set('listen', true);
