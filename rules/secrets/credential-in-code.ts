import { Pool } from 'pg';
import jwt from 'jsonwebtoken';
import session from 'express-session';
import mysql from 'mysql2/promise';
import * as tokens from 'jsonwebtoken';

// ruleid: credential-in-code
const key: string = 'correct horse';

export const token = jwt.sign({ id: 7 }, key);
// ruleid: credential-in-code
export const other = tokens.sign({ id: 7 }, 'correct horse' as string);
// ruleid: credential-in-code
export const pool = new Pool({ password: 'battery staple' });
// ruleid: credential-in-code
export const conn = mysql.createPool({ host: 'db', password: 'battery staple' });
// ruleid: credential-in-code
app.use(session({ secret: 'correct horse' }));

// An alias, a declared type, a module and a strategy of Nest, a function around the call.
const { sign: makeToken } = tokens;
// ruleid: credential-in-code
makeToken({ id: 7 }, 'battery staple');
import { DataSourceOptions } from 'typeorm';
// ruleid: credential-in-code
export const source: DataSourceOptions = { type: 'postgres', host: 'db', password: 'battery staple' };
import { JwtModule } from '@nestjs/jwt';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
@Module({
    imports: [
        // ruleid: credential-in-code
        JwtModule.register({ secret: 'battery staple' }),
        JwtModule.registerAsync({
            useFactory: async (config: ConfigService) => ({
                // ok: credential-in-code
                secret: config.get('JWT_SECRET'),
            }),
        }),
    ],
})
export class AuthModule {}
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
    constructor() {
        super({
            jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
            // ruleid: credential-in-code
            secretOrKey: process.env.JWT_SECRET || 'battery staple',
        });
    }
}
import { SignJWT } from 'jose';
async function issue(claims: Claims, secret: string): Promise<string> {
    return new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret));
}
// ruleid: credential-in-code
issue({}, 'battery staple');

// ok: credential-in-code
issue({}, process.env.TOKEN_SECRET!);
// ok: credential-in-code
export const open: DataSourceOptions = { type: 'sqlite', database: 'shop.db' };
// ok: credential-in-code
export const good = jwt.sign({ id: 7 }, process.env.JWT_KEY!);
// ok: credential-in-code
export const pool2 = new Pool({ password: config.get('db.password') });
// ok: credential-in-code
app.use(session({ secret: config.secret, name: 'sid' }));
// ok: credential-in-code
export const form = { password: 'Password', secret: 'Secret' };
