import { Logger } from '@nestjs/common';
import winston from 'winston';

const log = winston.createLogger();
const { log: print } = console;

export class AuthService {
    private readonly logger = new Logger(AuthService.name);

    login(name: string, password: string): void {
        // ruleid: secret-in-log
        this.logger.log(`login of ${name} with ${password}`);
        // ok: secret-in-log
        this.logger.log(`login of ${name}`);
    }

    refresh(tokens: Tokens): void {
        const { refreshToken } = tokens;
        // ruleid: secret-in-log
        log.info('refresh', refreshToken);
        // ok: secret-in-log
        log.info('refresh', tokens.id);
    }
}

function debug(what: unknown): void {
    // ruleid: secret-in-log
    console.debug(what);
}
const config = { url: 'https://api.example.org', apiSecret: key };
debug(config.apiSecret);

// ruleid: secret-in-log
console.log(JSON.stringify(process.env));
// ok: secret-in-log
console.log(config.url);
// ok: secret-in-log
console.log(process.env.NODE_ENV);
// ok: secret-in-log
console.log(`${user.email} asked for a new password`);
