import expressJwt from 'express-jwt';
import { expressjwt } from 'express-jwt';
import { key, algorithms } from './key';

// ruleid: jwt-without-algorithms
export const old = expressJwt({ secret: key });
// ok: jwt-without-algorithms
export const good = expressjwt({ secret: key, algorithms: ['HS256'] });
// ok: jwt-without-algorithms
export const fine = expressjwt({ secret: key, algorithms });
// ok: jwt-without-algorithms
export const none = { secret: key };
