// hapi: cookies by the toolkit and by a response.
const Hapi = require('@hapi/hapi');

const server = Hapi.server({ port: 8080, host: '127.0.0.1' });
server.state('theme', { isSecure: true, isHttpOnly: true });
server.route({
    method: 'GET',
    path: '/theme',
    handler: (request, h) => {
        h.state('theme', 'dark');
        return h.response({ theme: 'dark' }).state('seen', 'yes');
    },
});
