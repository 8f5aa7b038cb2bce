import * as serialize from 'node-serialize';
import * as yaml from 'js-yaml';
import { load } from 'js-yaml';
import { Context } from 'koa';

export async function restore(ctx: Context) {
    const { state } = ctx.request.body as { state: string };
    // ruleid: unsafe-deserialization
    const value = serialize.unserialize(state);
    // ruleid: unsafe-deserialization
    yaml.load(state, { schema: yaml.DEFAULT_FULL_SCHEMA });
    // ruleid: yaml-load-of-request
    load(state);
    // ok: yaml-load-of-request, unsafe-deserialization
    load('a: 1');
    // ok: unsafe-deserialization
    JSON.parse(state);
    // ok: unsafe-deserialization, yaml-load-of-request
    yaml.load(state, { schema: yaml.CORE_SCHEMA });
    ctx.body = { value };
}
