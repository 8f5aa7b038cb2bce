#include "engine/file_secrets.h"

#include "engine/record.h"
#include "secrets/mask.h"

#include "base/banned.h"

#define SHOWN_NAME_MAX 64u

/* ---- findings ---- */

/* The dashes before a key in PEM say nothing. */
static bool is_telling(mln_str text)
{
    for (uint32_t i = 0; i < text.len; i++)
        if (text.ptr[i] != '-')
            return true;
    return false;
}

static void add_message(mln_buf *out, mln_str message, const mln_secret *secret, mln_str text,
                        mln_str digest)
{
    uint32_t shown = mln_mask_get_shown(text), name = 0;
    mln_buf_add_str(out, message);
    /* What is no plain name is not worth repeating. */
    while (name < secret->name.len && secret->name.ptr[name] > ' ' && secret->name.ptr[name] < 0x7F)
        name++;
    mln_buf_add_text(out, " It ");
    if (name && name == secret->name.len && name <= SHOWN_NAME_MAX)
        mln_buf_addf(out, "is called `%.*s`, ", MLN_STR_ARGS(secret->name));
    if (shown && is_telling((mln_str){text.ptr, shown}))
        mln_buf_addf(out, "begins with `%.*s` and ", (int)shown, text.ptr);
    mln_buf_addf(out, "has the digest %.*s.", MLN_STR_ARGS(digest));
}

static const mln_engine_rule *get_rule(const mln_file_scan *scan, uint32_t detector)
{
    return &scan->engine->rules.data[scan->engine->detectors.data[detector]];
}

static void add_finding(mln_file_scan *scan, const mln_secret *secret)
{
    const mln_engine_rule *rule = get_rule(scan, secret->detector);
    const mln_card *card = &rule->rule->card;
    mln_str text = {scan->source.text.ptr + secret->span.start,
                    secret->span.stop - secret->span.start};
    char digest[MLN_MASK_DIGEST_SIZE];
    mln_record_place place = {.span = secret->span};
    place.anchor = (mln_str){digest, mln_mask_write_digest(card->id, text, digest)};
    mln_buf_clear(&scan->text);
    add_message(&scan->text, card->message, secret, text, place.anchor);
    place.message = mln_run_dup(&scan->run, mln_buf_get_str(&scan->text));
    mln_record_add(scan, rule, &place);
}

void mln_file_secrets_run(mln_file_scan *scan, const mln_tree *tree)
{
    const mln_engine *engine = scan->engine;
    mln_vec_clear(&scan->secrets);
    if (!engine->secrets)
        return;
    if (!scan->secret_scanner)
        scan->secret_scanner = mln_secret_scanner_new(engine->secrets);
    mln_secret_file what = {.path = scan->source.path,
                            .text = scan->source.text,
                            .tree = tree,
                            .ignore_paths = scan->options->ignore_paths};
    const mln_secret *found;
    uint32_t count, spent;
    mln_secret_scanner_run(scan->secret_scanner, &what, &found, &count, &spent);
    for (uint32_t i = 0; i < count; i++) {
        mln_vec_add(&scan->secrets, found[i].span);
        if (mln_file_scan_wants(scan, get_rule(scan, found[i].detector)->rule))
            add_finding(scan, &found[i]);
    }
    if (spent != UINT32_MAX)
        mln_record_note_spent(scan, get_rule(scan, spent));
}

/* ---- covering ---- */

/* The excerpt holds whole lines: what it shows of a secret is known by its place. */
static void cover_excerpt(mln_file_scan *scan, mln_finding *finding)
{
    mln_source *source = &scan->source;
    char *copy = NULL;
    uint32_t line = finding->region.start.line;
    for (uint32_t at = 0; at <= finding->excerpt.len; line++) {
        mln_str text = mln_source_get_line_text(source, line);
        uint32_t start = (uint32_t)(text.ptr - source->text.ptr), stop = start + text.len;
        for (uint32_t i = 0; text.len && i < scan->secrets.len; i++) {
            mln_span span = scan->secrets.data[i];
            if (span.start >= stop || span.stop <= start)
                continue;
            if (!copy)
                copy = mln_arena_dup(&scan->run.arena, finding->excerpt.ptr, finding->excerpt.len);
            mln_str secret = {source->text.ptr + span.start, span.stop - span.start};
            uint32_t shown = span.start >= start ? mln_mask_get_shown(secret) : 0;
            uint32_t from = span.start > start ? span.start - start : 0;
            uint32_t to = (span.stop < stop ? span.stop : stop) - start;
            mln_mask_cover(copy, (mln_span){at + from, at + to}, shown);
        }
        at += text.len + 1;
    }
    if (copy)
        finding->excerpt.ptr = copy;
}

/* A text made from the file's by whatever way. Whether it held a secret. */
static bool cover_text(mln_file_scan *scan, mln_str *text)
{
    char *copy = NULL;
    const char *before = text->ptr;
    for (uint32_t i = 0; text->len && i < scan->secrets.len; i++) {
        mln_span span = scan->secrets.data[i];
        mln_str secret = {scan->source.text.ptr + span.start, span.stop - span.start};
        if (!copy)
            copy = mln_arena_dup(&scan->run.arena, text->ptr, text->len);
        if (mln_mask_cover_all(copy, text->len, secret))
            text->ptr = copy;
    }
    return text->ptr != before;
}

static void cover_bindings(mln_file_scan *scan, mln_finding *finding)
{
    mln_binding *bindings =
        MLN_ARENA_ARRAY(&scan->run.arena, mln_binding, (size_t)finding->binding_count + 1);
    for (uint32_t i = 0; i < finding->binding_count; i++) {
        bindings[i] = finding->bindings[i];
        (void)cover_text(scan, &bindings[i].text);
    }
    finding->bindings = bindings;
}

static void cover_steps(mln_file_scan *scan, mln_finding *finding)
{
    mln_step *steps = MLN_ARENA_ARRAY(&scan->run.arena, mln_step, finding->step_count);
    for (uint32_t i = 0; i < finding->step_count; i++) {
        steps[i] = finding->steps[i];
        (void)cover_text(scan, &steps[i].text);
        (void)cover_text(scan, &steps[i].excerpt);
    }
    finding->steps = steps;
}

void mln_file_secrets_cover(mln_file_scan *scan, uint32_t first)
{
    for (uint32_t i = first; scan->secrets.len && i < scan->run.findings.len; i++) {
        mln_finding *finding = &scan->run.findings.data[i];
        cover_excerpt(scan, finding);
        /* What a detector says holds no secret, but may hold the words of a weak one. */
        if (scan->engine->rules.data[finding->rule].rule->detector)
            continue;
        (void)cover_text(scan, &finding->message);
        finding->fix_covered = cover_text(scan, &finding->fix);
        if (finding->binding_count)
            cover_bindings(scan, finding);
        if (finding->step_count)
            cover_steps(scan, finding);
    }
}
