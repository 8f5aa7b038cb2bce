import { verify } from 'jsonwebtoken';
import { JwtModule } from '@nestjs/jwt';
import { Strategy } from 'passport-jwt';

// ruleid: jwt-expiry-ignored
export const strategy = new Strategy({ secretOrKey: 'x', ignoreExpiration: false }, () => {});
// ruleid: jwt-expiry-ignored
export const module = JwtModule.register({ verifyOptions: { ignoreExpiration: false } });
// ok: jwt-expiry-ignored
export const good = new Strategy({ secretOrKey: 'x', ignoreExpiration: false }, () => {});
// ok: jwt-expiry-ignored
export const read = (token: string): unknown => verify(token, 'x');
// ok: jwt-expiry-ignored
export const options = { ignoreExpiration: true };
