import { Request, Response, NextFunction } from 'express';
import { decodeJwt, jwtVerify } from 'jose';
import { Controller, Get, Headers } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';

export function user(req: Request, res: Response, next: NextFunction): void {
    // ruleid: jwt-decoded-without-check
    res.locals.user = decodeJwt(req.cookies.token);
    next();
}

@Controller()
export class Users {
    constructor(private readonly service: JwtService) {}

    @Get()
    me(@Headers('authorization') token: string): unknown {
        // ruleid: jwt-decoded-without-check
        return this.service.decode(token);
    }

    @Get('checked')
    async checked(@Headers('authorization') token: string): Promise<unknown> {
        // ok: jwt-decoded-without-check
        return this.service.verifyAsync(token);
    }
}

export async function checked(req: Request, res: Response): Promise<void> {
    // ok: jwt-decoded-without-check
    res.json(await jwtVerify(req.cookies.token, new Uint8Array()));
}

export function own(stored: string): unknown {
    // ok: jwt-decoded-without-check
    return decodeJwt(stored);
}
