#include "base/diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/banned.h"

void mln_diags_release(mln_diags *sink)
{
    mln_vec_release(&sink->list);
    mln_arena_release(&sink->arena);
    sink->error_count = 0;
}

void mln_diags_clear(mln_diags *sink)
{
    mln_vec_clear(&sink->list);
    mln_arena_clear(&sink->arena);
    sink->error_count = 0;
}

static mln_str copy_str(mln_diags *sink, mln_str text)
{
    return (mln_str){mln_arena_dup(&sink->arena, text.ptr, text.len), text.len};
}

void mln_diags_add(mln_diags *sink, mln_diag_level level, const char *code, mln_str file,
                   uint32_t line, uint32_t column, mln_str rule, const char *format, ...)
{
    char text[2048];
    va_list args;
    va_start(args, format);
    int len = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (len < 0)
        len = 0;
    if ((size_t)len >= sizeof text)
        len = (int)sizeof text - 1;
    mln_vec_add(&sink->list,
                (mln_diag){level, code, copy_str(sink, file), line, column, copy_str(sink, rule),
                           copy_str(sink, (mln_str){text, (uint32_t)len})});
    if (level == MLN_DIAG_ERROR)
        sink->error_count++;
}

void mln_diags_merge(mln_diags *sink, const mln_diags *from)
{
    for (uint32_t i = 0; i < from->list.len; i++) {
        mln_diag diag = from->list.data[i];
        diag.file = copy_str(sink, diag.file);
        diag.rule = copy_str(sink, diag.rule);
        diag.text = copy_str(sink, diag.text);
        mln_vec_add(&sink->list, diag);
    }
    sink->error_count += from->error_count;
}

static int compare(const void *left, const void *right)
{
    const mln_diag *a = left, *b = right;
    int order = mln_str_compare(a->file, b->file);
    if (!order)
        order = (a->line > b->line) - (a->line < b->line);
    if (!order)
        order = (a->column > b->column) - (a->column < b->column);
    if (!order)
        order = strcmp(a->code, b->code);
    if (!order)
        order = mln_str_compare(a->rule, b->rule);
    return order ? order : mln_str_compare(a->text, b->text);
}

void mln_diags_sort(mln_diags *sink)
{
    if (sink->list.len > 1)
        qsort(sink->list.data, sink->list.len, sizeof *sink->list.data, compare);
}
