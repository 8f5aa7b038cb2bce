import { NextRequest, NextResponse } from 'next/server';
import { redirect } from 'next/navigation';
import fastify from 'fastify';
import { Controller, Get, Query, Res, Redirect } from '@nestjs/common';
import { Request, Response } from 'express';

export async function GET(request: NextRequest) {
    const to = request.nextUrl.searchParams.get('to') ?? '/';
    if (to === '/cart') {
        // ok: open-redirect
        return NextResponse.redirect(to);
    }
    // ruleid: open-redirect
    return NextResponse.redirect(to);
}

export async function POST(request: NextRequest) {
    const form = await request.formData();
    // ruleid: open-redirect
    redirect(form.get('next') as string);
}

const server = fastify();
server.get('/go', async (request, reply) => {
    const { to } = request.query as { to: string };
    // ok: open-redirect
    reply.redirect('/done?to=' + to);
    // ruleid: open-redirect
    return reply.redirect(to);
});

@Controller()
export class GoController {
    @Get('go')
    go(@Query('to') to: string, @Res() res: Response) {
        // ruleid: open-redirect
        res.redirect(to);
        // ok: open-redirect
        res.redirect(`/go/${to}`);
    }

    @Get('leave')
    @Redirect()
    leave(@Query('to') to: string) {
        // ruleid: open-redirect
        return { url: to };
    }
}

export const back = (req: Request, res: Response) => {
    const target = req.query.target as string;
    const known = new Map([['a', '/a']]);
    // ok: open-redirect
    res.redirect(known.get(target) ?? '/');
};
