#define _GNU_SOURCE
#include "engine/file_text.h"

#include "engine/file_secrets.h"
#include "engine/record.h"
#include "files/evidence.h"

#include "base/banned.h"

void mln_file_text_run(mln_file_scan *scan)
{
    const mln_engine *engine = scan->engine;
    for (uint32_t i = 0; engine->has_text && i < engine->rules.len; i++) {
        const mln_engine_rule *rule = &engine->rules.data[i];
        if (rule->text && mln_evaluator_may(scan->evaluator, rule->text) &&
            mln_file_scan_wants(scan, rule->rule))
            mln_file_scan_search(scan, rule, rule->text);
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

bool mln_file_text_run_alone(mln_file_scan *scan, mln_skip_reason reason)
{
    const mln_source *source = &scan->source;
    bool in_test = mln_evidence_is_test(source->path);
    if (!mln_engine_reads_text(scan->engine) || (in_test && scan->options->tests == MLN_TESTS_OFF))
        return false;
    uint32_t first = scan->run.findings.len;
    scan->file = scan->run.files.len;
    mln_vec_add(&scan->run.files, (mln_run_file){.path = mln_run_dup(&scan->run, source->path),
                                                 .lang = source->lang,
                                                 .bytes = source->text.len,
                                                 .in_test = in_test,
                                                 .secrets_only = true,
                                                 .passed_over = reason});
    scan->tree.text = source->text;
    scan->tree.lang = MLN_LANG_NONE;
    mln_evaluator_set_text(scan->evaluator, &scan->tree);
    mln_file_text_run(scan);
    mln_file_secrets_run(scan, NULL);
    mln_record_drop_yielding(scan, first);
    mln_file_secrets_cover(scan, first);
    mln_record_hash(scan, first);
    add_remarks(scan, first);
    return true;
}
