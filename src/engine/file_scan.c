#define _GNU_SOURCE
#include "engine/file_scan.h"

#include <stdlib.h>

#include "base/glob.h"
#include "engine/file_secrets.h"
#include "engine/file_text.h"
#include "engine/profile.h"
#include "engine/record.h"
#include "engine/taint.h"
#include "files/evidence.h"
#include "names/excerpt.h"

#include "base/banned.h"

void mln_file_scan_init(mln_file_scan *scan, const mln_engine *engine,
                        const mln_engine_options *options)
{
    *scan = (mln_file_scan){.engine = engine, .options = options};
    scan->parser = mln_parser_new();
    mln_tree_init(&scan->tree);
    scan->evaluator = mln_evaluator_new(engine->program);
}

void mln_file_scan_release(mln_file_scan *scan)
{
    mln_source_release(&scan->source);
    mln_parser_free(scan->parser);
    mln_tree_release(&scan->tree);
    mln_names_release(&scan->names);
    mln_evaluator_free(scan->evaluator);
    mln_taint_free(scan->taint);
    mln_secret_scanner_free(scan->secret_scanner);
    mln_vec_release(&scan->secrets);
    mln_buf_release(&scan->text);
    mln_vec_release(&scan->words);
    mln_vec_release(&scan->lines);
    mln_run_release(&scan->run);
}

static void skip(mln_file_scan *scan, mln_str path, mln_skip_reason reason)
{
    mln_vec_add(&scan->run.skips, (mln_skip){mln_run_dup(&scan->run, path), reason});
}

bool mln_file_scan_wants(const mln_file_scan *scan, const mln_rule *rule)
{
    if (scan->options->ignore_paths)
        return true;
    mln_str path = scan->source.path;
    bool included = rule->include_count == 0;
    for (uint32_t i = 0; i < rule->include_count; i++)
        included |= mln_glob_match_path(rule->include[i], path);
    for (uint32_t i = 0; included && i < rule->exclude_count; i++)
        included = !mln_glob_match_path(rule->exclude[i], path);
    return included;
}

void mln_file_scan_search(mln_file_scan *scan, const mln_engine_rule *rule,
                          const mln_compiled *compiled)
{
    const mln_range *ranges;
    uint32_t count;
    bool spent;
    uint64_t since = mln_profile_start(scan);
    mln_evaluator_run(scan->evaluator, compiled, &ranges, &count, &spent);
    for (uint32_t r = 0; r < count; r++) {
        mln_record_get_words(scan, compiled, &ranges[r]);
        mln_record_add(scan, rule,
                       &(mln_record_place){.span = ranges[r].span,
                                           .is_text = ranges[r].is_text,
                                           .words = scan->words.data,
                                           .word_count = scan->words.len});
    }
    if (spent)
        mln_record_note_spent(scan, rule);
    mln_profile_rule(scan, rule, &since);
}

static void run_rules(mln_file_scan *scan)
{
    const mln_engine *engine = scan->engine;
    bool c = scan->source.lang == MLN_LANG_C;
    for (uint32_t i = 0; i < engine->rules.len; i++) {
        const mln_engine_rule *rule = &engine->rules.data[i];
        const mln_compiled *compiled = c ? rule->c : rule->ecma;
        if (!compiled || !(mln_rule_get_langs(rule->rule) & MLN_LANG_BIT(scan->source.lang)) ||
            !mln_file_scan_wants(scan, rule->rule))
            continue;
        mln_file_scan_search(scan, rule, compiled);
    }
}

/* ---- remarks ---- */

static bool speaks_to_merlon(mln_str text)
{
    const mln_str mark = MLN_STR("nosem");
    if (memmem(text.ptr, text.len, "merlon-ignore", 13))
        return true;
    for (uint32_t i = 0; i + mark.len <= text.len; i++)
        if (mln_str_equal_any_case((mln_str){text.ptr + i, mark.len}, mark))
            return true;
    return false;
}

/* Where the head of a compound statement ends; a simple one is meant as a whole. */
static uint32_t get_head_end(const mln_tree *tree, mln_node n)
{
    MLN_EACH_CHILD(tree, n, c)
    if (mln_tree_is(tree, c, MLN_KIND_BLOCK) || mln_tree_is(tree, c, MLN_KIND_CLASS_BODY) ||
        mln_tree_is(tree, c, MLN_KIND_CASE))
        return tree->start[c.id];
    return tree->stop[n.id];
}

static bool holds_statements(mln_kind kind)
{
    return kind == MLN_KIND_FILE || kind == MLN_KIND_BLOCK || kind == MLN_KIND_CASE ||
           kind == MLN_KIND_CLASS_BODY || kind == MLN_KIND_OBJECT || kind == MLN_KIND_SWITCH ||
           kind == MLN_KIND_MEMBERS;
}

/* The statement that a comment speaks of, in the innermost list that holds the comment: the one
 * around it, or the one before it on its line, or the next. */
static mln_node find_statement(mln_file_scan *scan, mln_span comment)
{
    const mln_tree *tree = &scan->tree;
    mln_node list = {0};
    for (mln_node at = list; at.id != UINT32_MAX;) {
        mln_node inner = MLN_NO_NODE;
        MLN_EACH_CHILD(tree, at, c)
        if (tree->start[c.id] <= comment.start && tree->stop[c.id] >= comment.stop)
            inner = c;
        if (inner.id != UINT32_MAX && holds_statements(mln_tree_kind(tree, inner)))
            list = inner;
        at = inner;
    }
    uint32_t line = mln_source_get_line(&scan->source, comment.start);
    mln_node before = MLN_NO_NODE;
    MLN_EACH_CHILD(tree, list, c)
    {
        if (mln_tree_is(tree, c, MLN_KIND_NONE))
            continue;
        if (tree->start[c.id] <= comment.start && tree->stop[c.id] >= comment.stop)
            return c;
        if (tree->stop[c.id] <= comment.start &&
            mln_source_get_line(&scan->source, tree->stop[c.id]) == line)
            before = c;
        if (tree->start[c.id] >= comment.stop)
            return before.id != UINT32_MAX ? before : c;
    }
    return before;
}

static mln_str strip_marks(mln_str text)
{
    text = mln_str_trim(text);
    if (text.len >= 2 && text.ptr[0] == '/' && (text.ptr[1] == '/' || text.ptr[1] == '*')) {
        bool block = text.ptr[1] == '*';
        text = (mln_str){text.ptr + 2, text.len - 2};
        if (block && text.len >= 2 && text.ptr[text.len - 1] == '/')
            text.len -= 2;
    }
    return mln_str_trim(text);
}

static void add_remarks(mln_file_scan *scan, uint32_t file)
{
    const mln_tree *tree = &scan->tree;
    for (uint32_t i = 0; i < tree->comments.len; i++) {
        mln_span span = tree->comments.data[i].span;
        mln_str text = {tree->text.ptr + span.start, span.stop - span.start};
        if (!speaks_to_merlon(text))
            continue;
        mln_remark remark = {.file = file,
                             .line = mln_source_get_line(&scan->source, span.start),
                             .end_line = mln_source_get_line(&scan->source, span.stop)};
        remark.code_line = remark.code_end_line = remark.line;
        mln_node statement = find_statement(scan, span);
        if (statement.id != UINT32_MAX) {
            uint32_t stop = get_head_end(tree, statement);
            remark.code_line = mln_source_get_line(&scan->source, tree->start[statement.id]);
            remark.code_end_line = mln_source_get_line(
                &scan->source, stop > tree->start[statement.id] ? stop - 1 : stop);
        }
        remark.text = mln_run_dup(&scan->run, strip_marks(text));
        mln_vec_add(&scan->run.remarks, remark);
    }
}

/* ---- files ---- */

static bool read_file(mln_file_scan *scan, const mln_engine_file *file)
{
    mln_status status =
        mln_source_read(&scan->source, file->fs_path, file->path, scan->options->max_file_bytes);
    switch (status) {
    case MLN_OK:
        return true;
    case MLN_LIMIT:
        skip(scan, file->path, MLN_SKIP_TOO_LARGE);
        /* Data: no code is left out. */
        if (!file->explicit_path && !mln_lang_has_extension(file->path))
            return false;
        break;
    case MLN_SPECIAL:
        skip(scan, file->path, MLN_SKIP_SPECIAL);
        break;
    case MLN_BINARY:
        skip(scan, file->path, MLN_SKIP_BINARY);
        return false;
    default:
        skip(scan, file->path, MLN_SKIP_UNREADABLE);
        break;
    }
    mln_diags_add(&scan->run.diags, MLN_DIAG_WARNING, "skipped-file", file->path, 0, 0, MLN_STR(""),
                  "not analysed: %s%s", mln_status_text(status),
                  status == MLN_LIMIT ? "; raise --max-file-size" : "");
    scan->run.incomplete = true;
    return false;
}

/* Rules for code do not apply: the file is read as text, or is a skip. */
static void pass_over(mln_file_scan *scan, mln_skip_reason reason)
{
    if (!mln_file_text_run_alone(scan, reason))
        skip(scan, scan->source.path, reason);
}

/* False when the file is not to be analysed as code; it has then been passed over. */
static bool accept(mln_file_scan *scan, const mln_engine_file *file)
{
    mln_source *source = &scan->source;
    bool cplusplus;
    source->lang = mln_lang_detect(source->path, source->text, &cplusplus);
    if (source->lang == MLN_LANG_NONE) {
        pass_over(scan, cplusplus ? MLN_SKIP_CPLUSPLUS : MLN_SKIP_NO_LANGUAGE);
        return false;
    }
    mln_skip_reason reason;
    if (file && !file->explicit_path && mln_evidence_find(source->text, source->lang, &reason)) {
        pass_over(scan, reason);
        return false;
    }
    if (scan->options->tests == MLN_TESTS_OFF && mln_evidence_is_test(source->path)) {
        skip(scan, source->path, MLN_SKIP_TEST);
        return false;
    }
    return true;
}

static void note_errors(mln_file_scan *scan, uint32_t file)
{
    const mln_tree *tree = &scan->tree;
    mln_run_file *info = &scan->run.files.data[file];
    info->error_count = tree->errors.len;
    info->error_bytes = tree->error_bytes;
    if (!tree->errors.len)
        return;
    info->error_line = mln_source_get_line(&scan->source, tree->errors.data[0].span.start);
    scan->run.incomplete = true;
}

bool mln_file_scan_open(mln_file_scan *scan, const mln_engine_file *file)
{
    mln_source *source = &scan->source;
    mln_tree_clear(&scan->tree);
    if (file) {
        if (!read_file(scan, file))
            return false;
    } else if (mln_source_set(source, scan->options->stdin_path, *scan->options->stdin_text) !=
               MLN_OK) {
        skip(scan, scan->options->stdin_path, MLN_SKIP_BINARY);
        return false;
    }
    if (!accept(scan, file) ||
        mln_parser_parse(scan->parser, &scan->tree, source->lang, source->text) != MLN_OK)
        return false;
    mln_names_resolve(&scan->names, &scan->tree);
    bool in_test = mln_evidence_is_test(source->path) || mln_names_is_excerpt(&scan->names);
    if (in_test && scan->options->tests == MLN_TESTS_OFF) {
        skip(scan, source->path, MLN_SKIP_TEST);
        return false;
    }
    mln_evaluator_set(scan->evaluator, &scan->tree, &scan->names);
    scan->file = scan->run.files.len;
    mln_run_file info = {.path = mln_run_dup(&scan->run, source->path),
                         .lang = source->lang,
                         .bytes = source->text.len,
                         .lines = mln_source_get_line_count(source),
                         .in_test = in_test};
    mln_vec_add(&scan->run.files, info);
    scan->run.bytes += info.bytes;
    scan->run.lines += info.lines;
    note_errors(scan, scan->file);
    return true;
}

static void run_flow(mln_file_scan *scan)
{
    if (!scan->engine->has_flow || scan->options->flow == MLN_REACH_OFF)
        return;
    if (!scan->taint)
        scan->taint = mln_taint_new(scan->engine);
    mln_taint_run(scan->taint, scan);
}

void mln_file_scan_run(mln_file_scan *scan, const mln_engine_file *file)
{
    uint64_t since = mln_profile_start(scan);
    if (!mln_file_scan_open(scan, file))
        return;
    mln_profile_phase(scan, MLN_PHASE_READ, &since);
    uint32_t first = scan->run.findings.len;
    run_rules(scan);
    run_flow(scan);
    mln_file_text_run(scan);
    since = mln_profile_start(scan);
    mln_file_secrets_run(scan, &scan->tree);
    mln_profile_phase(scan, MLN_PHASE_SECRETS, &since);
    mln_record_drop_yielding(scan, first);
    mln_file_secrets_cover(scan, first);
    mln_record_hash(scan, first);
    add_remarks(scan, scan->file);
}
