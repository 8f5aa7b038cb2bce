import { Context } from 'koa';
import { Controller, Get, Query } from '@nestjs/common';

export async function find(ctx: Context) {
    const text = ctx.query.text as string;
    // ruleid: regex-injection
    const re = new RegExp(text);
    // ok: regex-injection
    ctx.body = ['a', 'b'].filter((word) => word.includes(text));
    // ok: regex-injection
    new RegExp('[0-9]{' + parseInt(text, 10) + '}');
    // ok: regex-injection
    /a+/.test(text);
}

@Controller()
export class FindController {
    private names: string[] = [];

    @Get()
    find(@Query('name') name: string) {
        // ruleid: regex-injection
        return this.names.filter((one) => new RegExp('^' + name).test(one));
    }
}
