#include "triage/suppress.h"

#include "base/banned.h"

typedef struct {
    mln_run *run;
    mln_date today;
    const char **names; /* ids of the cards, made on first use */
} suppressor;

/* First finding at or after (file, line). Findings of a file are in order of position. */
static uint32_t find_first(const mln_run *run, uint32_t file, uint32_t line)
{
    uint32_t low = 0, high = run->findings.len;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const mln_finding *f = &run->findings.data[middle];
        if (f->file < file || (f->file == file && f->region.start.line < line))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool names_rule(const mln_directive *directive, mln_str rule)
{
    if (!directive->ids.len)
        return true;
    uint32_t at = 0;
    mln_str id;
    while (mln_directive_next_id(directive, &at, &id))
        if (mln_directive_id_matches(id, rule))
            return true;
    return false;
}

/* Suppresses in lines first … last; whether any finding answered, suppressed before or not. */
static bool suppress_lines(suppressor *s, const mln_directive *directive, uint32_t file,
                           uint32_t first, uint32_t last)
{
    mln_run *run = s->run;
    bool used = false;
    for (uint32_t i = find_first(run, file, first); i < run->findings.len; i++) {
        mln_finding *f = &run->findings.data[i];
        if (f->file != file || f->region.start.line > last)
            break;
        if (!names_rule(directive, run->cards.data[f->rule].id))
            continue;
        used = true;
        if (f->suppression != MLN_ACTIVE)
            continue;
        f->suppression = MLN_SUPPRESSED_IN_SOURCE;
        f->justification = directive->reason;
    }
    return used;
}

/* Whether a rule of that name ran. */
static bool is_loaded(const mln_run *run, mln_str id)
{
    for (uint32_t i = 0; i < run->cards.len; i++)
        if (mln_directive_id_matches(id, run->cards.data[i].id))
            return true;
    return false;
}

static const char *suggest(suppressor *s, mln_str id)
{
    mln_run *run = s->run;
    if (!s->names) {
        s->names = MLN_ARENA_ARRAY(&run->arena, const char *, run->cards.len);
        for (uint32_t i = 0; i < run->cards.len; i++)
            s->names[i] = mln_run_dup(run, run->cards.data[i].id).ptr;
    }
    return mln_str_suggest(id, s->names, run->cards.len);
}

static void report_unused(suppressor *s, const mln_directive *directive, mln_str path,
                          uint32_t line)
{
    mln_run *run = s->run;
    bool all_loaded = true;
    uint32_t at = 0;
    mln_str id;
    while (mln_directive_next_id(directive, &at, &id)) {
        if (is_loaded(run, id))
            continue;
        all_loaded = false;
        /* A name that is near none of ours belongs to rules that were not asked for. */
        const char *near = suggest(s, id);
        if (near)
            mln_diags_add(&run->diags, MLN_DIAG_WARNING, "unknown-rule", path, line, 0, id,
                          "merlon-ignore names the unknown rule '%.*s'; did you mean '%s'?",
                          MLN_STR_ARGS(id), near);
    }
    if (!all_loaded)
        return;
    if (directive->ids.len)
        mln_diags_add(&run->diags, MLN_DIAG_WARNING, "unused-suppression", path, line, 0,
                      (mln_str){0},
                      "merlon-ignore: %.*s suppresses nothing here; remove it, or move it to the "
                      "statement it is for",
                      MLN_STR_ARGS(directive->ids));
    else
        mln_diags_add(&run->diags, MLN_DIAG_WARNING, "unused-suppression", path, line, 0,
                      (mln_str){0},
                      "merlon-ignore suppresses nothing here; remove it, or move it to the "
                      "statement it is for");
}

static void apply(suppressor *s, const mln_remark *remark, const mln_directive *directive)
{
    mln_run *run = s->run;
    mln_str path = run->files.data[remark->file].path;
    uint32_t line = remark->line + directive->line;
    if (directive->mistake) {
        mln_diags_add(&run->diags, MLN_DIAG_WARNING, "bad-suppression", path, line, 0, (mln_str){0},
                      "merlon-ignore is not understood and suppresses nothing: %s",
                      directive->mistake);
        return;
    }
    if (directive->has_until && mln_date_compare(directive->until, s->today) < 0) {
        mln_diags_add(&run->diags, MLN_DIAG_WARNING, "expired-suppression", path, line, 0,
                      (mln_str){0},
                      "merlon-ignore expired on %04u-%02u-%02u and suppresses nothing; mend the "
                      "code or renew the date",
                      directive->until.year, directive->until.month, directive->until.day);
        return;
    }
    uint32_t last = remark->end_line > remark->line ? remark->end_line : remark->line;
    /* A comment at the end of a line speaks of that line, not of the next one. */
    bool trailing =
        remark->code_line && remark->code_line <= remark->line && remark->code_end_line <= last;
    bool used = suppress_lines(s, directive, remark->file, remark->line, last + !trailing);
    if (remark->code_line && remark->code_end_line >= remark->code_line)
        used |=
            suppress_lines(s, directive, remark->file, remark->code_line, remark->code_end_line);
    if (!used && directive->kind == MLN_DIRECTIVE_MERLON)
        report_unused(s, directive, path, line);
}

void mln_triage_suppress(mln_run *run, mln_date today)
{
    suppressor s = {.run = run, .today = today};
    for (uint32_t i = 0; i < run->remarks.len; i++) {
        const mln_remark *remark = &run->remarks.data[i];
        mln_directive_reader reader = {.text = remark->text};
        mln_directive directive;
        while (mln_directive_next(&reader, &directive))
            apply(&s, remark, &directive);
    }
    mln_diags_sort(&run->diags);
}
