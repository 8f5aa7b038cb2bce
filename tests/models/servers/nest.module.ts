// NestJS: rate limits for the whole application.
import { Module } from '@nestjs/common';
import { ThrottlerModule } from '@nestjs/throttler';
import { RateLimiterModule } from 'nestjs-rate-limiter';

@Module({
    imports: [ThrottlerModule.forRoot([{ ttl: 60000, limit: 10 }]), RateLimiterModule.register({ points: 10 })],
})
export class AppModule {}
