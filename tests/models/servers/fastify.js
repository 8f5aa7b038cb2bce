// Fastify, with @fastify/multipart and @fastify/rate-limit.
const fastify = require('fastify');

const app = fastify();
app.register(require('@fastify/multipart'), { attachFieldsToBody: true });
app.register(require('@fastify/rate-limit'), { global: false });

app.post('/note', { preHandler: app.rateLimit() }, async (request, reply) => {
    reply.headers({ 'X-Shop': 'open' });
    return { note: request.body.note.value };
});

app.post('/picture', async (request, reply) => {
    const picture = await request.file();
    for (const saved of await request.saveRequestFiles())
        request.log.info(saved.filepath);
    reply.raw.setHeader('X-Shop', 'open');
    return { size: (await picture.toBuffer()).length };
});
