// Next.js: a route handler, a middleware and an API route.
import { NextApiRequest, NextApiResponse } from 'next';
import { NextRequest, NextResponse } from 'next/server';

export async function GET(request: NextRequest) {
    return new NextResponse(request.headers.get('user-agent'));
}

export function middleware(request: NextRequest) {
    const url = request.nextUrl.clone();
    url.pathname = '/login';
    return NextResponse.redirect(url);
}

export default function handler(req: NextApiRequest, res: NextApiResponse) {
    res.setHeader('X-Shop', 'open');
    res.status(200).json({ name: 'tea' });
}
