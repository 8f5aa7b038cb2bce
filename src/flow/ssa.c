/* Variables to values, on the fly: Braun, Buchwald, Hack, Leißa, Mallon, Zwinkau, "Simple and
 * efficient construction of static single assignment form", CC 2013. What the paper does by
 * recursion is done from a list, and trivial PHIs are taken out at the end, so that depth costs no
 * stack. */
#include "flow/build_p.h"

#include "base/banned.h"

#define SIMPLIFY_ROUNDS 10

uint32_t mln_ssa_new_block(mln_lowering *l)
{
    mln_vec_add(&l->b.blocks, (mln_flow_block){.function = l->at->func});
    mln_vec_add(&l->blocks, (mln_ssa_block){0});
    return l->blocks.len - 1;
}

void mln_ssa_add_edge(mln_lowering *l, uint32_t from, uint32_t to)
{
    mln_ssa_link link = {from, l->blocks.data[to].first_pred};
    mln_vec_add(&l->preds, link);
    l->blocks.data[to].first_pred = l->preds.len;
    l->blocks.data[to].pred_count++;
    mln_vec_add(&l->b.edges, (mln_flow_operand){from, to});
}

/* ---- the table of definitions ---- */

static uint64_t make_key(uint32_t var, uint32_t block)
{
    return (uint64_t)var << 32 | block;
}

static uint32_t get_slot(const mln_lowering *l, uint64_t key)
{
    uint64_t hash = key * 0x9e3779b97f4a7c15u;
    uint32_t at = (uint32_t)(hash >> 32) & (l->def_slots - 1);
    while (l->defs[at].file == l->file && l->defs[at].key != key)
        at = (at + 1) & (l->def_slots - 1);
    return at;
}

static void grow(mln_lowering *l)
{
    mln_ssa_def *old = l->defs;
    uint32_t old_slots = l->def_slots;
    l->def_slots = old_slots ? old_slots * 2 : 1024;
    l->defs = mln_mem_new(l->def_slots, sizeof *l->defs);
    for (uint32_t i = 0; i < old_slots; i++)
        if (old[i].file == l->file)
            l->defs[get_slot(l, old[i].key)] = old[i];
    mln_mem_free(old);
}

void mln_ssa_write(mln_lowering *l, uint32_t var, uint32_t block, uint32_t value)
{
    if ((l->def_count + 1) * 2 > l->def_slots)
        grow(l);
    uint64_t key = make_key(var, block);
    uint32_t slot = get_slot(l, key);
    if (l->defs[slot].file != l->file)
        l->def_count++;
    l->defs[slot] = (mln_ssa_def){key, value, l->file};
}

static bool find(const mln_lowering *l, uint32_t var, uint32_t block, uint32_t *value)
{
    if (!l->def_slots)
        return false;
    const mln_ssa_def *def = &l->defs[get_slot(l, make_key(var, block))];
    if (def->file != l->file)
        return false;
    *value = def->value;
    return true;
}

/* ---- reading ---- */

static uint32_t add_phi(mln_lowering *l, uint32_t block)
{
    uint32_t phi = mln_facts_builder_add(&l->b, MLN_FLOW_PHI, l->b.blocks.data[block].function,
                                         block, (mln_span){0, 0}, NULL, 0);
    mln_vec_add(&l->phis, phi);
    return phi;
}

/* The value at the end of a block; PHIs whose operands are still to be found are put on the list.
 */
static uint32_t look_up(mln_lowering *l, uint32_t var, uint32_t block)
{
    uint32_t at = block, value, steps = 0;
    for (;;) {
        if (find(l, var, at, &value))
            break;
        if (!l->blocks.data[at].sealed) {
            value = add_phi(l, at);
            mln_ssa_incomplete entry = {var, value, l->blocks.data[at].first_incomplete};
            mln_vec_add(&l->incomplete, entry);
            l->blocks.data[at].first_incomplete = l->incomplete.len;
            mln_ssa_write(l, var, at, value);
            break;
        }
        uint32_t count = l->blocks.data[at].pred_count;
        if (count == 0 || steps++ > l->blocks.len) {
            value = mln_build_get_initial(l, var, at);
            mln_ssa_write(l, var, at, value);
            break;
        }
        if (count > 1) {
            value = add_phi(l, at);
            mln_ssa_write(l, var, at, value);
            mln_vec_add(&l->pending_phis, (mln_ssa_pending){value, var, at});
            break;
        }
        at = l->preds.data[l->blocks.data[at].first_pred - 1].item;
    }
    if (at != block)
        mln_ssa_write(l, var, block, value);
    return value;
}

static void fill(mln_lowering *l)
{
    if (l->filling)
        return;
    l->filling = true;
    while (l->pending_phis.len) {
        mln_ssa_pending pending = l->pending_phis.data[--l->pending_phis.len];
        for (uint32_t p = l->blocks.data[pending.block].first_pred; p;) {
            mln_ssa_link link = l->preds.data[p - 1];
            uint32_t value = look_up(l, pending.var, link.item);
            mln_facts_builder_add_operand(&l->b, pending.phi, (mln_flow_operand){value, 0});
            p = link.next;
        }
    }
    l->filling = false;
}

uint32_t mln_ssa_read(mln_lowering *l, uint32_t var, uint32_t block)
{
    uint32_t value = look_up(l, var, block);
    fill(l);
    return value;
}

void mln_ssa_seal(mln_lowering *l, uint32_t block)
{
    l->blocks.data[block].sealed = true;
    for (uint32_t i = l->blocks.data[block].first_incomplete; i;) {
        mln_ssa_incomplete entry = l->incomplete.data[i - 1];
        mln_vec_add(&l->pending_phis, (mln_ssa_pending){entry.phi, entry.var, block});
        i = entry.next;
    }
    l->blocks.data[block].first_incomplete = 0;
    fill(l);
}

/* ---- trivial PHIs ---- */

static bool simplify(mln_lowering *l, uint32_t phi)
{
    uint32_t only = MLN_FLOW_NONE;
    for (uint32_t i = l->b.values.data[phi].more; i; i = l->b.late.data[i - 1].next) {
        uint32_t value = mln_facts_builder_resolve(&l->b, l->b.late.data[i - 1].operand.value);
        if (value == phi || value == only)
            continue;
        if (only != MLN_FLOW_NONE)
            return false;
        only = value;
    }
    if (only == MLN_FLOW_NONE) {
        l->b.values.data[phi].op = MLN_FLOW_UNDEFINED;
        l->b.values.data[phi].more = 0;
        return false;
    }
    l->b.values.data[phi].forward = only;
    return true;
}

void mln_ssa_simplify(mln_lowering *l)
{
    bool changed = true;
    for (int round = 0; changed && round < SIMPLIFY_ROUNDS; round++) {
        changed = false;
        uint32_t kept = 0;
        for (uint32_t i = 0; i < l->phis.len; i++) {
            uint32_t phi = l->phis.data[i];
            if (simplify(l, phi))
                changed = true;
            else if (l->b.values.data[phi].op == MLN_FLOW_PHI)
                l->phis.data[kept++] = phi;
        }
        l->phis.len = kept;
    }
}
