import fastify from 'fastify';
import merge from 'lodash.merge';
import set from 'lodash/set';
import { Controller, Post, Body, Param } from '@nestjs/common';

const carts: Record<string, Record<string, number>> = {};
const server = fastify();

server.post('/cart', async (request) => {
    const { owner, item, count } = request.body as { owner: string; item: string; count: number };
    // ruleid: prototype-pollution
    carts[owner][item] = count;
    // ok: prototype-pollution
    carts[`cart-${owner}`][item] = count;
    // ok: prototype-pollution
    carts.open[item] = count;
    if (Object.hasOwn(carts, owner)) {
        // ok: prototype-pollution
        carts[owner][item] = count;
    }
    // ruleid: deep-merge-of-request
    merge(carts, request.body);
    // ok: deep-merge-of-request
    merge(carts, { [owner]: { seen: 1 } });
    return carts;
});

@Controller('carts')
export class CartsController {
    private readonly totals: any = {};

    @Post(':owner')
    add(@Param('owner') owner: string, @Body() body: { item: string }) {
        // ruleid: prototype-pollution
        this.totals[owner][body.item] = 1;
        // ok: prototype-pollution
        this.totals.all[body.item] = 1;
        // ok: prototype-pollution
        this.totals[parseInt(owner, 10)][body.item] = 1;
    }
}
