// Requests that are known by the type they are declared with, or by a decorator.
import { exec } from 'child_process';
import { Request, Response, RequestHandler, Handler, ErrorRequestHandler, Express, Application, Router } from 'express';
import { Context, ParameterizedContext, DefaultContext, Middleware } from 'koa';
import { RouterContext } from '@koa/router';
import { FastifyRequest, FastifyReply, FastifyInstance, RouteHandlerMethod, RouteHandler, FastifyPluginAsync, FastifyPluginCallback } from 'fastify';
import { Request as HapiRequest, Lifecycle, ServerRoute, Server, ResponseToolkit } from '@hapi/hapi';
import { Body, Query, Param, Headers, HostParam, RawBody, Req, UploadedFile, UploadedFiles, Request as NestRequest, Controller, Get } from '@nestjs/common';
import { MessageBody, SubscribeMessage } from '@nestjs/websockets';
import { Args } from '@nestjs/graphql';
import { Payload } from '@nestjs/microservices';
import { NextApiRequest, NextApiResponse, NextApiHandler, GetServerSideProps, GetServerSidePropsContext } from 'next';
import { NextRequest } from 'next/server';
import { headers, cookies } from 'next/headers';
import { useSearchParams } from 'next/navigation';
import { Context as HonoContext, Handler as HonoHandler, MiddlewareHandler } from 'hono';
import { Socket, Server as Io, Namespace } from 'socket.io';
import { IncomingMessage } from 'http';
import { Http2ServerRequest } from 'http2';
import { APIGatewayProxyEvent, APIGatewayProxyEventV2, APIGatewayEvent, ALBEvent, LambdaFunctionURLEvent, APIGatewayProxyHandler, APIGatewayProxyHandlerV2 } from 'aws-lambda';

export function express1(app: Express, other: Application, router: Router) {
    app.get('/', (first) => {
        // ruleid: command-injection
        exec('run ' + first.query.name);
    });
    other.get('/', (first) => {
        // ruleid: command-injection
        exec('run ' + first.query.name);
    });
    router.get('/', (first) => {
        // ruleid: command-injection
        exec('run ' + first.query.name);
    });
}
export const express2: RequestHandler = (first, second) => {
    // ruleid: command-injection
    exec('run ' + first.query.name);
};
export const express3: Handler = (first, second) => {
    // ruleid: command-injection
    exec('run ' + first.query.name);
};
export const express4: ErrorRequestHandler = (error, first, second, next) => {
    // ruleid: command-injection
    exec('run ' + first.query.name);
};
export const express5 = (first: Request, second: Response) => {
    // ruleid: command-injection
    exec('run ' + first.query.name);
    // ruleid: command-injection
    exec('run ' + second.req.query.name);
};

export function koa1(a: Context, b: ParameterizedContext, c: DefaultContext, d: RouterContext) {
    // ruleid: command-injection
    exec('run ' + a.query.name);
    // ruleid: command-injection
    exec('run ' + b.query.name);
    // ruleid: command-injection
    exec('run ' + c.query.name);
    // ruleid: command-injection
    exec('run ' + d.query.name);
}
export const koa2: Middleware = async (first) => {
    // ruleid: command-injection
    exec('run ' + first.query.name);
};

export function fastify1(first: FastifyRequest, second: FastifyReply, app: FastifyInstance) {
    // ruleid: command-injection
    exec('run ' + (first.query as any).name);
    // ruleid: command-injection
    exec('run ' + (second.request.query as any).name);
    app.get('/', async (a: any) => {
        // ruleid: command-injection
        exec('run ' + a.query.name);
    });
}
export const fastify2: RouteHandlerMethod = async (first: any) => {
    // ruleid: command-injection
    exec('run ' + first.query.name);
};
export const fastify3: RouteHandler = async (first: any) => {
    // ruleid: command-injection
    exec('run ' + first.query.name);
};
export const fastify4: FastifyPluginAsync = async (app) => {
    app.get('/', async (first: any) => {
        // ruleid: command-injection
        exec('run ' + first.query.name);
    });
};
export const fastify5: FastifyPluginCallback = (app, options, done) => {
    app.get('/', async (first: any) => {
        // ruleid: command-injection
        exec('run ' + first.query.name);
    });
};

export function hapi1(first: HapiRequest, server: Server) {
    // ruleid: command-injection
    exec('run ' + first.query.name);
    server.route({ method: 'GET', path: '/', handler: (a) => {
        // ruleid: command-injection
        exec('run ' + a.query.name);
    } });
}
export const hapi2: ServerRoute = { method: 'GET', path: '/', handler: (first) => {
    // ruleid: command-injection
    exec('run ' + first.query.name);
} };

@Controller()
export class Nest {
    @Get()
    get(
        @Headers('x') a: string, @HostParam('h') b: string, @RawBody() c: Buffer, @Req() d: any,
        @UploadedFile() e: any, @NestRequest() f: any, @Param() g: any, @Body() h: any, @Query() i: any,
    ) {
        // ruleid: command-injection
        exec('run ' + a);
        // ruleid: command-injection
        exec('run ' + b);
        // ruleid: command-injection
        exec('run ' + c);
        // ruleid: command-injection
        exec('run ' + d.body.name);
        // ruleid: command-injection
        exec('run ' + f.get('x'));
        // ruleid: command-injection
        exec('run ' + f.url);
        // ruleid: command-injection
        exec('run ' + g.name);
        // ruleid: command-injection
        exec('run ' + h.name);
        // ruleid: command-injection
        exec('run ' + i.name);
    }

    @SubscribeMessage('say')
    say(@MessageBody() text: string) {
        // ruleid: command-injection
        exec('run ' + text);
    }

    query(@Args('name') name: string, @Payload() data: any) {
        // ruleid: command-injection
        exec('run ' + name);
        // ruleid: command-injection
        exec('run ' + data.name);
    }
}

export const next1: NextApiHandler = (first, second) => {
    // ruleid: command-injection
    exec('run ' + first.body.name);
};
export const next2: GetServerSideProps = async (first) => {
    // ruleid: command-injection
    exec('run ' + first.query.name);
    return { props: {} };
};
export async function next3(first: GetServerSidePropsContext) {
    // ruleid: command-injection
    exec('run ' + first.req.url);
    // ruleid: command-injection
    exec('run ' + first.req.headers.host);
    return { props: {} };
}
export async function next4(first: NextRequest) {
    // ruleid: command-injection
    exec('run ' + (await first.json()).name);
    // ruleid: command-injection
    exec('run ' + first.nextUrl.pathname);
    // ruleid: command-injection
    exec('run ' + first.cookies.get('name'));
    // ruleid: command-injection
    exec('run ' + headers().get('x-name'));
    // ruleid: command-injection
    exec('run ' + cookies().get('name'));
    // ruleid: command-injection
    exec('run ' + useSearchParams().get('name'));
}
export function next5(first: NextApiRequest, second: NextApiResponse) {
    // ruleid: command-injection
    exec('run ' + first.cookies.name);
}
export async function PUT(request: any, context: any) {
    // ruleid: command-injection
    exec('run ' + (await request.formData()).get('name'));
    // ruleid: command-injection
    exec('run ' + request.headers.get('x-name'));
    // ruleid: command-injection
    exec('run ' + request.nextUrl.search);
}
export async function loader(first: globalThis.Request) {
    return first;
}

export function hono1(first: HonoContext) {
    // ruleid: command-injection
    exec('run ' + first.req.query('name'));
}
export const hono2: HonoHandler = (first) => {
    // ruleid: command-injection
    exec('run ' + first.req.query('name'));
};
export const hono3: MiddlewareHandler = async (first, next) => {
    // ruleid: command-injection
    exec('run ' + first.req.query('name'));
};

export function sockets(a: Socket, b: Io, c: Namespace) {
    a.once('say', (text) => {
        // ruleid: command-injection
        exec('run ' + text);
    });
    b.on('connection', (socket) => {
        // ruleid: command-injection
        exec('run ' + socket.handshake.query.name);
    });
    c.on('connection', (socket) => {
        // ruleid: command-injection
        exec('run ' + socket.handshake.query.name);
    });
}

export function plain(a: IncomingMessage, b: Http2ServerRequest) {
    // ruleid: command-injection
    exec('run ' + a.url);
    // ruleid: command-injection
    exec('run ' + b.headers.name);
}

export function lambda1(a: APIGatewayProxyEvent, b: APIGatewayProxyEventV2, c: APIGatewayEvent, d: ALBEvent, e: LambdaFunctionURLEvent) {
    // ruleid: command-injection
    exec('run ' + a.body);
    // ruleid: command-injection
    exec('run ' + b.rawPath);
    // ruleid: command-injection
    exec('run ' + c.body);
    // ruleid: command-injection
    exec('run ' + d.body);
    // ruleid: command-injection
    exec('run ' + e.body);
}
export const lambda2: APIGatewayProxyHandler = async (first) => {
    // ruleid: command-injection
    exec('run ' + first.body);
    return { statusCode: 200, body: '' };
};
export const lambda3: APIGatewayProxyHandlerV2 = async (first) => {
    // ruleid: command-injection
    exec('run ' + first.body);
    // ok: command-injection
    exec('run ' + first.version.length);
    return '';
};
