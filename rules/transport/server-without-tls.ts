import express from 'express';
import fastify from 'fastify';

// ruleid: server-without-tls
fastify().listen({ port: 3001 });

const app = express();
// ruleid: server-without-tls
app.listen(3000);
// ok: server-without-tls
app.get('/listen', (req, res) => res.end());
// ok: server-without-tls
app.use(express.json());
// ok: server-without-tls
app.disable('x-powered-by');
