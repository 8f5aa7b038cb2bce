import { redirect, permanentRedirect } from 'next/navigation';
import { NextApiRequest, NextApiResponse, GetServerSidePropsContext } from 'next';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { APIGatewayProxyEvent } from 'aws-lambda';

export function handler(req: NextApiRequest, res: NextApiResponse) {
    // ruleid: open-redirect
    res.redirect(req.query.to as string);
}
export async function page(context: GetServerSidePropsContext) {
    // ruleid: open-redirect
    redirect(context.query.to as string);
}
export async function act(request: any) {
    const form = await request.formData();
    // ruleid: open-redirect
    permanentRedirect(form.get('to'));
}
export async function lambda(event: APIGatewayProxyEvent) {
    // ruleid: open-redirect
    return Response.redirect(event.queryStringParameters!.to!);
}
@Controller()
export class Go {
    @Get()
    go(@Req() req: any, @Res() res: any) {
        // ruleid: open-redirect
        res.redirect(req.query.to);
        // ok: open-redirect
        res.redirect('/x');
        // ok: open-redirect
        res.redirect(`/x/${req.query.to}`);
        // ok: open-redirect
        res.json(req.query.to);
    }
}
