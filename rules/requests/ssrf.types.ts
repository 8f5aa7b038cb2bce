import { AxiosInstance } from 'axios';
import { Page } from 'puppeteer';
import { NextRequest, NextResponse } from 'next/server';
import { Request, Response } from 'express';

export async function find(a: AxiosInstance, b: Page, req: Request, res: Response) {
    // ruleid: ssrf
    a.get(req.body.u);
    // ruleid: ssrf
    b.goto(req.body.u);
    // ok: ssrf
    a.get('/x', { params: req.body.u });
}
export function middleware(request: NextRequest) {
    // ruleid: ssrf
    return NextResponse.rewrite(request.nextUrl.searchParams.get('to')!);
}
