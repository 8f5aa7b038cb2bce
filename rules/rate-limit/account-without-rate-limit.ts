import { Body, Controller, Get, Post, UseGuards } from '@nestjs/common';
import { Throttle, ThrottlerGuard } from '@nestjs/throttler';
import Fastify, { FastifyInstance } from 'fastify';
import rateLimit from '@fastify/rate-limit';

@Controller('accounts')
export class AccountsController {
    constructor(private readonly accounts: Accounts) {}

    // ruleid: account-without-rate-limit
    @Post('register')
    register(@Body() account: Account) {
        return this.accounts.add(account);
    }

    // ok: account-without-rate-limit
    @Get('register')
    form() {
        return this.accounts.form();
    }

    // ok: account-without-rate-limit
    @Post('reset')
    @UseGuards(ThrottlerGuard)
    reset(@Body() account: Account) {
        return this.accounts.reset(account);
    }

    // ok: account-without-rate-limit
    @Throttle({ default: { limit: 3, ttl: 60000 } })
    @Post('otp')
    otp(@Body() account: Account) {
        return this.accounts.otp(account);
    }
}

const open = Fastify();
// ruleid: account-without-rate-limit
open.post('/signup', async (request, reply) => reply.code(201).send());

// ok: account-without-rate-limit
open.post('/forgot', { config: { rateLimit: { max: 3, timeWindow: '1 hour' } } }, forgot);

// ruleid: account-without-rate-limit
open.route({ method: 'POST', url: '/resend-mail', handler: forgot });

const limited = Fastify();
limited.register(rateLimit, { max: 100, timeWindow: '1 minute' });
// ok: account-without-rate-limit
limited.post('/signup', async (request, reply) => reply.code(201).send());

limited.register(async (instance: FastifyInstance) => {
    // ok: account-without-rate-limit
    instance.post('/reset-password', forgot);
});
