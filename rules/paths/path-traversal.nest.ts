import { Controller, Get, Query, Res } from '@nestjs/common';

@Controller()
export class Pages {
    @Get()
    page(@Query('p') p: string, @Res() res: any) {
        // ruleid: path-traversal-serve
        res.download(p);
        // ruleid: path-traversal-serve
        res.render(p);
        // ok: path-traversal-serve
        res.render('page', { p });
        // ok: path-traversal-read, path-traversal-write
        res.json({ p });
    }
}
