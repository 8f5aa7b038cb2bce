const http = require('http');
const server = http.createServer();

// ruleid: timeouts-switched-off
server.requestTimeout = 0;
// ruleid: timeouts-switched-off
server.headersTimeout = 0;
// ruleid: timeouts-switched-off
http.createServer({ requestTimeout: 0 }, () => {});
const same = server;
const { never } = { never: 0 };
// ruleid: timeouts-switched-off
same.requestTimeout = never;
function wait(what, ms) {
    // ruleid: timeouts-switched-off
    what.headersTimeout = ms;
}
wait(server, 0);
// ok: timeouts-switched-off
server.requestTimeout = 30000;
// ok: timeouts-switched-off
server.keepAliveTimeout = 0;
// ok: timeouts-switched-off
server.headersTimeout = Number(process.env.TIMEOUT);
