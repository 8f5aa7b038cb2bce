#include "engine/record.h"

#include "base/ascii.h"
#include "engine/fix_text.h"
#include "finding/line_hash.h"
#include "pattern/extent.h"

#include "base/banned.h"

#define EXCERPT_LINES 20u
#define MESSAGE_MAX 8192u
#define STEP_CODE_MAX 200u

static mln_region get_region(mln_file_scan *scan, mln_span span)
{
    return (mln_region){.span = span,
                        .start = mln_source_get_position(&scan->source, span.start),
                        .end = mln_source_get_position(&scan->source, span.stop)};
}

/* ---- texts ---- */

static bool is_name_char(char c)
{
    return mln_ascii_is_upper(c) || mln_ascii_is_digit(c) || c == '_';
}

/* The longest word that stands at the start of `rest`. */
static const mln_record_word *find_word(const mln_record_place *place, mln_str rest)
{
    const mln_record_word *best = NULL;
    for (uint32_t i = 0; i < place->word_count; i++) {
        mln_str name = place->words[i].name;
        if (mln_str_starts_with(rest, name) && (!best || name.len > best->name.len) &&
            !(rest.len > name.len && is_name_char(rest.ptr[name.len])))
            best = &place->words[i];
    }
    return best;
}

void mln_record_fill_in(mln_str template, const mln_record_place *place, uint32_t max, mln_buf *out)
{
    mln_buf_clear(out);
    for (uint32_t i = 0; i < template.len && out->len < max;) {
        mln_str rest = {template.ptr + i, template.len - i};
        const mln_record_word *word = rest.ptr[0] == '$' ? find_word(place, rest) : NULL;
        if (!word) {
            const char *next = rest.len > 1 ? memchr(rest.ptr + 1, '$', rest.len - 1) : NULL;
            uint32_t len = next ? (uint32_t)(next - rest.ptr) : rest.len;
            if (len > max - out->len)
                len = (uint32_t)(max - out->len);
            mln_buf_add(out, rest.ptr, len);
            i += len;
            continue;
        }
        mln_buf_add_str(out, word->text);
        i += word->name.len;
    }
}

/* The rule's message for a place. */
static mln_str get_message(mln_file_scan *scan, const mln_card *card, const mln_record_place *place)
{
    if (place->message.len)
        return mln_run_dup(&scan->run, place->message);
    mln_record_fill_in(card->message, place, MESSAGE_MAX, &scan->text);
    return mln_run_dup(&scan->run, mln_buf_get_str(&scan->text));
}

/* Of two findings in the same lines, one text. */
static mln_str get_excerpt(mln_file_scan *scan, const mln_region *region)
{
    uint32_t last = region->end.line;
    if (last >= region->start.line + EXCERPT_LINES)
        last = region->start.line + EXCERPT_LINES - 1;
    const mln_finding *before = NULL;
    if (scan->run.findings.len)
        before = &scan->run.findings.data[scan->run.findings.len - 1];
    if (before && before->file == scan->file && before->region.start.line == region->start.line &&
        before->region.end.line == region->end.line)
        return before->excerpt;
    mln_buf_clear(&scan->text);
    for (uint32_t line = region->start.line; line <= last; line++) {
        if (line > region->start.line)
            mln_buf_add_char(&scan->text, '\n');
        mln_buf_add_str(&scan->text, mln_source_get_line_text(&scan->source, line));
    }
    return mln_run_dup(&scan->run, mln_buf_get_str(&scan->text));
}

/* The innermost named function around an offset. */
static mln_str get_scope(mln_file_scan *scan, uint32_t offset)
{
    const mln_tree *tree = &scan->tree;
    mln_str scope = MLN_STR("");
    for (uint32_t n = 1; n < tree->count;) {
        if (tree->start[n] > offset || tree->stop[n] <= offset) {
            n = tree->end[n];
            continue;
        }
        if (tree->kind[n] == MLN_KIND_FUNCTION && tree->sym[n + 1])
            scope = mln_tree_sym_text(tree, (mln_node){n + 1});
        n++;
    }
    return mln_run_dup(&scan->run, scope);
}

/* ---- findings ---- */

void mln_record_get_words(mln_file_scan *scan, const mln_compiled *compiled, const mln_range *range)
{
    mln_subject *subject = mln_evaluator_get_subject(scan->evaluator);
    mln_vec_clear(&scan->words);
    for (uint32_t v = 0; v < mln_compiled_get_variable_count(compiled); v++) {
        const mln_bound *bound = &range->bounds[v];
        if (bound->kind != MLN_BOUND_NOT)
            mln_vec_add(&scan->words,
                        (mln_record_word){mln_compiled_get_variable(compiled, v),
                                          mln_bound_get_text(subject, bound), bound->span});
    }
}

static void add_bindings(mln_file_scan *scan, const mln_record_place *place, mln_finding *finding)
{
    mln_binding *bindings = MLN_ARENA_ARRAY(&scan->run.arena, mln_binding, place->word_count + 1);
    for (uint32_t i = 0; i < place->word_count; i++) {
        mln_str text = place->words[i].text;
        if (text.len > MESSAGE_MAX)
            text.len = MESSAGE_MAX;
        bindings[i] = (mln_binding){.name = mln_run_dup(&scan->run, place->words[i].name),
                                    .text = mln_run_dup(&scan->run, text),
                                    .region = get_region(scan, place->words[i].span)};
    }
    finding->bindings = bindings;
    finding->binding_count = place->word_count;
}

/* The first line of a span's code, without a character cut in two. */
static mln_str get_step_code(const mln_file_scan *scan, mln_span span)
{
    mln_str text = {scan->source.text.ptr + span.start, span.stop - span.start};
    const char *end = text.len ? memchr(text.ptr, '\n', text.len) : NULL;
    if (end)
        text.len = (uint32_t)(end - text.ptr);
    if (text.len > STEP_CODE_MAX) {
        text.len = STEP_CODE_MAX;
        while (text.len && ((unsigned char)text.ptr[text.len] & 0xC0) == 0x80)
            text.len--;
    }
    return mln_str_trim(text);
}

static void add_steps(mln_file_scan *scan, const mln_record_place *place, mln_finding *finding)
{
    mln_step *steps = MLN_ARENA_ARRAY(&scan->run.arena, mln_step, place->step_count + 1);
    for (uint32_t i = 0; i < place->step_count; i++) {
        const mln_record_step *step = &place->steps[i];
        steps[i] = (mln_step){.file = scan->file,
                              .region = get_region(scan, step->span),
                              .text = mln_run_dup(&scan->run, step->text),
                              .excerpt = mln_run_dup(&scan->run, get_step_code(scan, step->code))};
    }
    finding->steps = steps;
    finding->step_count = place->step_count;
}

/* Two ways to one place that say the same are one finding. */
static bool is_known(const mln_file_scan *scan, const mln_finding *finding)
{
    for (uint32_t i = scan->run.findings.len; i-- > 0;) {
        const mln_finding *other = &scan->run.findings.data[i];
        if (other->file != finding->file || other->rule != finding->rule)
            return false;
        if (mln_span_equal(other->region.span, finding->region.span) &&
            mln_str_equal(other->message, finding->message))
            return true;
    }
    return false;
}

void mln_record_add(mln_file_scan *scan, const mln_engine_rule *rule, const mln_record_place *place)
{
    const mln_card *card = &rule->rule->card;
    const mln_run_file *info = &scan->run.files.data[scan->file];
    mln_finding finding = {.rule = rule->card, .file = scan->file, .severity = card->severity};
    finding.message = get_message(scan, card, place);
    finding.region = get_region(scan, place->span);
    if (!place->is_text && rule->rule->subject == MLN_SUBJECT_CODE &&
        (rule->rule->mode == MLN_RULE_SEARCH || rule->rule->mode == MLN_RULE_TAINT)) {
        mln_span span = mln_extent_get(&scan->tree, place->span);
        if (!mln_span_equal(span, place->span)) {
            finding.whole = finding.region;
            finding.region = get_region(scan, span);
        }
    }
    if (is_known(scan, &finding))
        return;
    finding.excerpt = get_excerpt(scan, &finding.region);
    finding.scope = get_scope(scan, place->span.start);
    finding.in_test = info->in_test;
    if (info->in_test && scan->options->tests == MLN_TESTS_LOW &&
        finding.severity > MLN_SEVERITY_LOW)
        finding.severity = MLN_SEVERITY_LOW;
    finding.has_fix = mln_fix_text_make(scan, rule->rule, place, &finding.fix);
    finding.anchor = mln_run_dup(&scan->run, place->anchor);
    add_bindings(scan, place, &finding);
    add_steps(scan, place, &finding);
    mln_vec_add(&scan->run.findings, finding);
}

static bool touches(const mln_finding *a, const mln_finding *b)
{
    return a->region.start.line <= b->region.end.line && b->region.start.line <= a->region.end.line;
}

static bool yields(const mln_file_scan *scan, uint32_t first, uint32_t index)
{
    const mln_finding *finding = &scan->run.findings.data[index];
    const mln_rule *rule = scan->engine->rules.data[finding->rule].rule;
    for (uint32_t n = 0; n < rule->yields_to_count; n++)
        for (uint32_t i = first; i < scan->run.findings.len; i++) {
            const mln_finding *other = &scan->run.findings.data[i];
            const mln_rule *to = scan->engine->rules.data[other->rule].rule;
            if (mln_str_equal(to->card.id, rule->yields_to[n]) && touches(finding, other))
                return true;
        }
    return false;
}

void mln_record_drop_yielding(mln_file_scan *scan, uint32_t first)
{
    /* Told of all before one goes: what yields may be yielded to. */
    uint32_t kept = first, count = scan->run.findings.len;
    if (count == first)
        return;
    bool *gone = MLN_ARENA_ARRAY(&scan->run.arena, bool, count - first);
    for (uint32_t i = first; i < count; i++)
        gone[i - first] = yields(scan, first, i);
    for (uint32_t i = first; i < count; i++)
        if (!gone[i - first])
            scan->run.findings.data[kept++] = scan->run.findings.data[i];
    scan->run.findings.len = kept;
}

void mln_record_note_spent(mln_file_scan *scan, const mln_engine_rule *rule)
{
    mln_str id = rule->rule->card.id;
    scan->run.incomplete = true;
    mln_diags_add(&scan->run.diags, MLN_DIAG_WARNING, "rule-budget", scan->source.path, 0, 0, id,
                  "rule %.*s spent its step budget on this file: it may have more findings",
                  MLN_STR_ARGS(id));
}

void mln_record_hash(mln_file_scan *scan, uint32_t first)
{
    uint32_t count = scan->run.findings.len - first;
    if (!count)
        return;
    mln_vec_clear(&scan->lines);
    for (uint32_t i = 0; i < count; i++)
        mln_vec_add(&scan->lines, scan->run.findings.data[first + i].region.start.line);
    mln_line_hash *hashes = mln_mem_new(count, sizeof *hashes);
    /* The action hashes the file as stored, byte order mark included. */
    mln_str stored = scan->source.text;
    if (scan->source.raw.len == stored.len + 3)
        stored = mln_buf_get_str(&scan->source.raw);
    mln_line_hash_compute(stored, scan->lines.data, count, hashes);
    for (uint32_t i = 0; i < count; i++) {
        char text[MLN_LINE_HASH_SIZE];
        uint32_t len = mln_line_hash_write(hashes[i], text);
        scan->run.findings.data[first + i].line_hash =
            mln_run_dup(&scan->run, (mln_str){text, len});
    }
    mln_mem_free(hashes);
}
