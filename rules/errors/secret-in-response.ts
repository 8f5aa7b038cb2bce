import { Controller, Get, InternalServerErrorException } from '@nestjs/common';
import express from 'express';

const app = express();

app.get('/debug', (req, res) => {
    // ruleid: secret-in-response
    res.json({ version: process.version, environment: process.env });
});
app.get('/info', (req, res) => {
    const info = {
        node: process.version,
        // ruleid: secret-in-response
        database: { url: process.env.DATABASE_URL },
        // ok: secret-in-response
        stage: process.env.NODE_ENV,
        // ok: secret-in-response
        maps: process.env.MAPS_API_KEY,
        // ok: secret-in-response
        stripe: process.env.STRIPE_PUBLISHABLE_KEY,
    };
    res.send(info);
});

const { env } = process;
app.get('/key', (req, res) => {
    // ruleid: secret-in-response
    res.json({ key: process.env['JWT_SECRET'] });
});
function settings() {
    // ruleid: secret-in-response
    return { secret: process.env.SESSION_SECRET };
}
app.get('/settings', (req, res) => res.json(settings()));

@Controller('system')
export class SystemController {
    @Get()
    info() {
        return {
            // ruleid: secret-in-response
            password: this.configService.get('DB_PASSWORD'),
            // ok: secret-in-response
            region: this.configService.get('AWS_REGION'),
        };
    }

    @Get('check')
    check() {
        throw new InternalServerErrorException({
            // ruleid: secret-in-response
            key: process.env.PRIVATE_KEY,
        });
    }
}

// Used, not shown.
app.post('/token', (req, res) => {
    // ok: secret-in-response
    res.json({ token: jwt.sign({ id: req.user.id }, process.env.JWT_SECRET) });
});
app.get('/ready', (req, res) => {
    // ok: secret-in-response
    res.json({ configured: !!process.env.JWT_SECRET, database: Boolean(process.env.DATABASE_URL) });
});
app.get('/port', (req, res) => {
    const { PORT } = process.env;
    // ok: secret-in-response
    res.json({ port: PORT, stage: process.env.STAGE });
});
app.get('/login', (req, res) => {
    // ok: secret-in-response
    if (req.query.key === process.env.API_SECRET) return res.json({ ok: true });
    res.json({ ok: req.query.password === process.env.ADMIN_PASSWORD });
});
