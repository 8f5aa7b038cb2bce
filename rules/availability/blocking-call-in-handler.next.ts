import { NextRequest, NextResponse } from 'next/server';
import Strategy from 'passport-http-bearer';
import { scryptSync } from 'crypto';

export function POST(request: NextRequest): NextResponse {
    // ruleid: blocking-call-in-handler
    return NextResponse.json({ key: scryptSync(request.nextUrl.pathname, 'salt', 32).toString('hex') });
}

export const bearer = new Strategy((token: string, done: (error: null, user: unknown) => void) => {
    // ruleid: blocking-call-in-handler
    done(null, scryptSync(token, 'salt', 32));
});
