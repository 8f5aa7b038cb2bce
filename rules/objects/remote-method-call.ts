import { WebSocketServer } from 'ws';
import { Controller, Post, Body, Param } from '@nestjs/common';

const commands: Record<string, (text: string) => void> = {};

const server = new WebSocketServer({ port: 80 });
server.on('connection', (socket) => {
    socket.on('message', (data) => {
        const message = JSON.parse(data.toString());
        // ruleid: remote-method-call
        commands[message.name](message.text);
        if (typeof commands[message.name] === 'function') {
            // ok: remote-method-call
            commands[message.name](message.text);
        }
        // ok: remote-method-call
        commands.show(message.name);
    });
});

@Controller('jobs')
export class JobsController {
    private readonly service: any;

    @Post(':name')
    start(@Param('name') name: string, @Body() body: object) {
        // ruleid: remote-method-call
        this.service[name](body);
        // ok: remote-method-call
        this.service.start(name);
        // ok: remote-method-call
        this.service[name === 'a' ? 'a' : 'b'](body);
    }
}
