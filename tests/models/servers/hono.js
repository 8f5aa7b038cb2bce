// Hono.
import { Hono } from 'hono';

const app = new Hono();
app.get('/goods', (c) => {
    c.header('X-Shop', 'open');
    return c.json({ name: 'tea' });
});
