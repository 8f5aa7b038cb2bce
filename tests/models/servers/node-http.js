// node:http: a body piece by piece, and headers behind a reason.
const http = require('node:http');

const server = http.createServer((req, res) => {
    let size = 0;
    req.on('data', (piece) => {
        size += piece.length;
    });
    req.on('end', () => {
        res.writeHead(200, 'Fine', { 'X-Shop': 'open' });
        res.end(String(size));
    });
});
server.listen(8080, '127.0.0.1');
