import { FastifyInstance } from 'fastify';
import * as vm from 'node:vm';
import WebSocket, { WebSocketServer } from 'ws';

export default async function routes(fastify: FastifyInstance) {
    fastify.post('/rules', async (request, reply) => {
        const { source } = request.body as { source: string };
        // ruleid: code-injection
        const script = new vm.Script(source);
        // ruleid: code-injection
        vm.runInNewContext(source.trim(), { console });
        // ruleid: code-injection
        await import(source);
        // ok: code-injection
        await import('./rules.js');
        // ok: code-injection
        vm.runInNewContext('a + b', { a: source });
        return script.cachedDataRejected;
    });
}

const server = new WebSocketServer({ port: 8080 });
server.on('connection', (socket: WebSocket) => {
    socket.on('message', (data) => {
        // ruleid: code-injection
        eval(data.toString());
        // ok: code-injection
        JSON.parse(data.toString());
    });
});
