import { verify } from 'jsonwebtoken';
import { expressjwt } from 'express-jwt';

// ruleid: jwt-mixed-algorithms
export const middleware = expressjwt({ secret: 'x', algorithms: ['HS256', 'RS256'] });
// ruleid: jwt-mixed-algorithms
export const read = (token: string): unknown => verify(token, 'x', { algorithms: ['RS256', 'HS256'] });
// ok: jwt-mixed-algorithms
export const good = (token: string): unknown => verify(token, 'x', { algorithms: ['RS256'] });
// ok: jwt-mixed-algorithms
export const fine = expressjwt({ secret: 'x', algorithms: ['HS256'] });
// ok: jwt-mixed-algorithms
export const names = { algorithms: ['HS256', 'RS256'] };
