import { ServerResponse, IncomingMessage } from 'http';
import { Http2ServerResponse, Http2ServerRequest } from 'http2';
import { Response, Request } from 'express';
import { NextApiHandler } from 'next';
import { ResponseToolkit, Request as HapiRequest } from '@hapi/hapi';
import { Controller, Get, Query, Response as Answer, Post, Put, Delete, Patch, Options, Head, All, Search } from '@nestjs/common';

export function plain(a: IncomingMessage, b: ServerResponse, c: Http2ServerRequest, d: Http2ServerResponse) {
    // ruleid: xss-response
    b.end('<p>' + a.url);
    // ruleid: xss-response
    d.end('<p>' + c.url);
}
export function typed(a: Request, b: Response) {
    // ruleid: xss-response
    b.send('<p>' + a.query.t);
    // ok: xss-response
    b.json('<p>' + a.query.t);
}
export const next: NextApiHandler = (first, second) => {
    // ruleid: xss-response
    second.status(200).send('<p>' + first.query.t);
};
export function hapi(a: HapiRequest, b: ResponseToolkit) {
    // ruleid: xss-response
    return b.response('<p>' + a.query.t);
}
@Controller()
export class Nest {
    @Get() a(@Query('t') t: string) {
        // ruleid: xss-response
        return '<p>' + t;
    }
    @Post() b(@Query('t') t: string) {
        // ruleid: xss-response
        return '<p>' + t;
    }
    @Put() c(@Query('t') t: string) {
        // ruleid: xss-response
        return '<p>' + t;
    }
    @Delete() d(@Query('t') t: string) {
        // ruleid: xss-response
        return '<p>' + t;
    }
    @Patch() e(@Query('t') t: string) {
        // ruleid: xss-response
        return '<p>' + t;
    }
    @Options() f(@Query('t') t: string) {
        // ruleid: xss-response
        return '<p>' + t;
    }
    @Head() g(@Query('t') t: string) {
        // ruleid: xss-response
        return '<p>' + t;
    }
    @All() h(@Query('t') t: string) {
        // ruleid: xss-response
        return '<p>' + t;
    }
    @Search() i(@Query('t') t: string) {
        // ruleid: xss-response
        return '<p>' + t;
    }
    @Get() j(@Query('t') t: string, @Answer() answer: any) {
        // ruleid: xss-response
        answer.send('<p>' + t);
        // ok: xss-response
        answer.json({ t });
    }
    helper(t: string) {
        // ok: xss-response
        return '<p>' + t;
    }
}
