#define _GNU_SOURCE
#include "engine/file_secrets.h"

#include "engine/record.h"
#include "files/evidence.h"
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

/* A text made from the file's by whatever way. */
static void cover_text(mln_file_scan *scan, mln_str *text)
{
    char *copy = NULL;
    for (uint32_t i = 0; text->len && i < scan->secrets.len; i++) {
        mln_span span = scan->secrets.data[i];
        mln_str secret = {scan->source.text.ptr + span.start, span.stop - span.start};
        if (!copy)
            copy = mln_arena_dup(&scan->run.arena, text->ptr, text->len);
        if (mln_mask_cover_all(copy, text->len, secret))
            text->ptr = copy;
    }
}

static void cover_bindings(mln_file_scan *scan, mln_finding *finding)
{
    mln_binding *bindings =
        MLN_ARENA_ARRAY(&scan->run.arena, mln_binding, (size_t)finding->binding_count + 1);
    for (uint32_t i = 0; i < finding->binding_count; i++) {
        bindings[i] = finding->bindings[i];
        cover_text(scan, &bindings[i].text);
    }
    finding->bindings = bindings;
}

static void cover_steps(mln_file_scan *scan, mln_finding *finding)
{
    mln_step *steps = MLN_ARENA_ARRAY(&scan->run.arena, mln_step, finding->step_count);
    for (uint32_t i = 0; i < finding->step_count; i++) {
        steps[i] = finding->steps[i];
        cover_text(scan, &steps[i].text);
        cover_text(scan, &steps[i].excerpt);
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
        cover_text(scan, &finding->message);
        cover_text(scan, &finding->fix);
        if (finding->binding_count)
            cover_bindings(scan, finding);
        if (finding->step_count)
            cover_steps(scan, finding);
    }
}

/* ---- files that are not parsed ---- */

static bool find_word(mln_str line, uint32_t *at)
{
    static const char *const words[] = {"merlon-ignore", "nosemgrep"};
    for (size_t i = 0; i < MLN_COUNT_OF(words); i++) {
        const char *found =
            line.len ? memmem(line.ptr, line.len, words[i], strlen(words[i])) : NULL;
        if (found) {
            *at = (uint32_t)(found - line.ptr);
            return true;
        }
    }
    return false;
}

/* The start of the comment mark that the word at `at` follows, in whatever language. */
static bool find_mark(mln_str line, uint32_t at, uint32_t *mark)
{
    static const char *const marks[] = {"#", ";", "//", "/*", "<!--", "--"};
    while (at > 0 && (line.ptr[at - 1] == ' ' || line.ptr[at - 1] == '\t'))
        at--;
    for (size_t i = 0; i < MLN_COUNT_OF(marks); i++)
        if (mln_str_ends_with((mln_str){line.ptr, at}, mln_str_of(marks[i]))) {
            *mark = at - (uint32_t)strlen(marks[i]);
            return true;
        }
    return false;
}

static void add_remark(mln_file_scan *scan, uint32_t line)
{
    mln_str text = mln_source_get_line_text(&scan->source, line);
    uint32_t at, mark;
    if (!find_word(text, &at) || !find_mark(text, at, &mark))
        return;
    mln_remark remark = {.file = scan->file, .line = line, .end_line = line};
    /* Behind a value it speaks of that line, alone of the next one too. */
    if (mln_str_trim((mln_str){text.ptr, mark}).len)
        remark.code_line = remark.code_end_line = line;
    mln_str words = mln_str_trim((mln_str){text.ptr + at, text.len - at});
    static const char *const closers[] = {"-->", "*/"};
    for (size_t i = 0; i < MLN_COUNT_OF(closers); i++)
        if (mln_str_ends_with(words, mln_str_of(closers[i])))
            words.len -= (uint32_t)strlen(closers[i]);
    remark.text = mln_run_dup(&scan->run, mln_str_trim(words));
    mln_vec_add(&scan->run.remarks, remark);
}

/* Comments are known only by what they say, and manuals say it too: only those are taken up that
 * stand by a finding. */
static void add_remarks(mln_file_scan *scan, uint32_t first)
{
    uint32_t last = 0;
    for (uint32_t i = first; i < scan->run.findings.len; i++) {
        uint32_t line = scan->run.findings.data[i].region.start.line;
        for (uint32_t at = line > 1 ? line - 1 : line; at <= line; at++) {
            if (at <= last)
                continue;
            last = at;
            add_remark(scan, at);
        }
    }
}

bool mln_file_secrets_run_alone(mln_file_scan *scan, mln_skip_reason reason)
{
    const mln_source *source = &scan->source;
    bool in_test = mln_evidence_is_test(source->path);
    if (!scan->engine->secrets || (in_test && scan->options->tests == MLN_TESTS_OFF))
        return false;
    uint32_t first = scan->run.findings.len;
    scan->file = scan->run.files.len;
    mln_vec_add(&scan->run.files, (mln_run_file){.path = mln_run_dup(&scan->run, source->path),
                                                 .lang = source->lang,
                                                 .bytes = source->text.len,
                                                 .in_test = in_test,
                                                 .secrets_only = true,
                                                 .passed_over = reason});
    mln_file_secrets_run(scan, NULL);
    mln_file_secrets_cover(scan, first);
    mln_record_hash(scan, first);
    add_remarks(scan, first);
    return true;
}
