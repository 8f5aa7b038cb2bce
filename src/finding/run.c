#include "finding/run.h"

#include <stdlib.h>

#include "finding/identity.h"

#include "base/banned.h"

void mln_run_release(mln_run *run)
{
    mln_vec_release(&run->costs);
    mln_vec_release(&run->cards);
    mln_vec_release(&run->files);
    mln_vec_release(&run->findings);
    mln_vec_release(&run->remarks);
    mln_vec_release(&run->skips);
    mln_diags_release(&run->diags);
    mln_arena_release(&run->arena);
    *run = (mln_run){0};
}

mln_str mln_run_dup(mln_run *run, mln_str text)
{
    return (mln_str){mln_arena_dup(&run->arena, text.ptr, text.len), text.len};
}

static int compare_u32(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

/* A file with its place before sorting. */
typedef struct {
    mln_run_file file;
    uint32_t old;
} placed_file;

static int compare_files(const void *left, const void *right)
{
    const mln_run_file *a = &((const placed_file *)left)->file;
    const mln_run_file *b = &((const placed_file *)right)->file;
    int order = mln_str_compare(a->path, b->path);
    if (!order)
        order = compare_u32((uint32_t)a->lang, (uint32_t)b->lang);
    return order ? order : compare_u32(a->bytes, b->bytes);
}

static int compare_regions(const mln_region *a, const mln_region *b)
{
    int order = compare_u32(a->span.start, b->span.start);
    return order ? order : compare_u32(a->span.stop, b->span.stop);
}

/* What makes two findings the same one: (file, start, stop, rule, message). */
static int compare_keys(const mln_finding *a, const mln_finding *b)
{
    int order = compare_u32(a->file, b->file);
    if (!order)
        order = compare_regions(&a->region, &b->region);
    if (!order)
        order = compare_u32(a->rule, b->rule);
    return order ? order : mln_str_compare(a->message, b->message);
}

static int compare_steps(const mln_finding *a, const mln_finding *b)
{
    int order = compare_u32(a->step_count, b->step_count);
    for (uint32_t i = 0; !order && i < a->step_count; i++) {
        const mln_step *x = &a->steps[i], *y = &b->steps[i];
        order = compare_u32(x->file, y->file);
        if (!order)
            order = compare_regions(&x->region, &y->region);
        if (!order)
            order = mln_str_compare(x->text, y->text);
    }
    return order;
}

static int compare_bindings(const mln_finding *a, const mln_finding *b)
{
    int order = compare_u32(a->binding_count, b->binding_count);
    for (uint32_t i = 0; !order && i < a->binding_count; i++) {
        const mln_binding *x = &a->bindings[i], *y = &b->bindings[i];
        order = mln_str_compare(x->name, y->name);
        if (!order)
            order = compare_regions(&x->region, &y->region);
        if (!order)
            order = mln_str_compare(x->text, y->text);
    }
    return order;
}

/* Total over everything a report shows: among duplicates, the one that stays must not depend on
 * which came first. The shortest path wins. */
static int compare_findings(const void *left, const void *right)
{
    const mln_finding *a = left, *b = right;
    int order = compare_keys(a, b);
    if (!order)
        order = compare_steps(a, b);
    if (!order)
        order = compare_bindings(a, b);
    if (!order)
        order = compare_u32(b->has_fix, a->has_fix);
    if (!order)
        order = mln_str_compare(a->fix, b->fix);
    if (!order)
        order = mln_str_compare(a->scope, b->scope);
    if (!order)
        order = compare_u32((uint32_t)b->severity, (uint32_t)a->severity);
    if (!order)
        order = compare_u32((uint32_t)a->suppression, (uint32_t)b->suppression);
    return order ? order : mln_str_compare(a->justification, b->justification);
}

static int compare_remarks(const void *left, const void *right)
{
    const mln_remark *a = left, *b = right;
    int order = compare_u32(a->file, b->file);
    if (!order)
        order = compare_u32(a->line, b->line);
    if (!order)
        order = compare_u32(a->end_line, b->end_line);
    if (!order)
        order = compare_u32(a->code_line, b->code_line);
    if (!order)
        order = compare_u32(a->code_end_line, b->code_end_line);
    return order ? order : mln_str_compare(a->text, b->text);
}

static int compare_skips(const void *left, const void *right)
{
    const mln_skip *a = left, *b = right;
    int order = mln_str_compare(a->path, b->path);
    return order ? order : compare_u32((uint32_t)a->reason, (uint32_t)b->reason);
}

static void sort_all(void *data, uint32_t count, size_t size,
                     int (*compare)(const void *, const void *))
{
    if (count > 1)
        qsort(data, count, size, compare);
}

/* Sorts the files; new_of[old] is where each went. */
static void sort_files(mln_run *run, uint32_t *new_of)
{
    uint32_t count = run->files.len;
    placed_file *placed = mln_mem_new(count, sizeof *placed);
    for (uint32_t i = 0; i < count; i++)
        placed[i] = (placed_file){run->files.data[i], i};
    sort_all(placed, count, sizeof *placed, compare_files);
    for (uint32_t i = 0; i < count; i++) {
        run->files.data[i] = placed[i].file;
        new_of[placed[i].old] = i;
    }
    mln_mem_free(placed);
}

static void renumber(mln_run *run, const uint32_t *new_of)
{
    for (uint32_t i = 0; i < run->findings.len; i++) {
        mln_finding *f = &run->findings.data[i];
        f->file = new_of[f->file];
        if (!f->step_count)
            continue;
        /* Findings may share their steps: a copy is changed, never the original. */
        mln_step *steps = MLN_ARENA_ARRAY(&run->arena, mln_step, f->step_count);
        for (uint32_t s = 0; s < f->step_count; s++) {
            steps[s] = f->steps[s];
            steps[s].file = new_of[steps[s].file];
        }
        f->steps = steps;
    }
    for (uint32_t i = 0; i < run->remarks.len; i++)
        run->remarks.data[i].file = new_of[run->remarks.data[i].file];
}

static void drop_duplicates(mln_run *run)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < run->findings.len; i++) {
        const mln_finding *f = &run->findings.data[i];
        if (kept && compare_keys(&run->findings.data[kept - 1], f) == 0)
            continue;
        if (kept != i)
            run->findings.data[kept] = *f;
        kept++;
    }
    run->findings.len = kept;
}

void mln_run_sort(mln_run *run)
{
    if (run->files.len) {
        uint32_t *new_of = mln_mem_new(run->files.len, sizeof *new_of);
        sort_files(run, new_of);
        bool moved = false;
        for (uint32_t i = 0; i < run->files.len && !moved; i++)
            moved = new_of[i] != i;
        if (moved)
            renumber(run, new_of);
        mln_mem_free(new_of);
    }
    sort_all(run->findings.data, run->findings.len, sizeof *run->findings.data, compare_findings);
    drop_duplicates(run);
    sort_all(run->remarks.data, run->remarks.len, sizeof *run->remarks.data, compare_remarks);
    sort_all(run->skips.data, run->skips.len, sizeof *run->skips.data, compare_skips);
    mln_diags_sort(&run->diags);
    mln_identity_assign(run);
}
