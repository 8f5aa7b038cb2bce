import Fastify from 'fastify';
import merlon from 'merlon-guard';
// ok: app-without-security-headers
const app = Fastify();
app.register(merlon({ log: console.log }).fastify);
app.get('/', async () => 'x');
app.listen({ port: 80 });
