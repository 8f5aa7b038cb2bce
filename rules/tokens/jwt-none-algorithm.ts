import * as jwt from 'jsonwebtoken';
import { JwtModule, JwtService } from '@nestjs/jwt';
import { Strategy } from 'passport-jwt';

const algorithms: jwt.Algorithm[] = ['HS256'];

// ruleid: jwt-none-algorithm
export const module = JwtModule.register({ secret: 'x', verifyOptions: { algorithms: ['none'] } });
// ruleid: jwt-none-algorithm
export const strategy = new Strategy({ secretOrKey: 'x', algorithms: ['none'] }, () => {});

export class Tokens {
    constructor(private readonly service: JwtService) {}

    read(token: string): unknown {
        // ruleid: jwt-none-algorithm
        return this.service.verify(token, { algorithms: ['none'] });
    }

    check(token: string): unknown {
        // ok: jwt-none-algorithm
        return this.service.verify(token, { algorithms: ['RS256'] });
    }
}
// ok: jwt-none-algorithm
export const good = (token: string): unknown => jwt.verify(token, 'x', { algorithms });
// ok: jwt-none-algorithm
export const modules = JwtModule.register({ secret: 'x', verifyOptions: { algorithms } });
