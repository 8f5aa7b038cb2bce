/* A run in memory that is as nasty as a hostile repository can make it: names and code in many
 * scripts, tabs, quotes, control characters, bytes that are no text, paths that need encoding, a
 * region of several lines, a path of steps over two files, a fix, a suppression, notifications,
 * skips and a refused rule. */
#ifndef MLN_TESTS_CONTRACT_FIXTURE_H
#define MLN_TESTS_CONTRACT_FIXTURE_H

#include <stdlib.h>
#include <string.h>

#include "finding/line_hash.h"
#include "finding/run.h"

#define FIXTURE_APP_PATH "src/my app#1/[id] \xC3\xA9%.js"
#define FIXTURE_APP                                                                                \
    "const q = require('q');\n"                                                                    \
    "\tdb.query(\"\xC3\xA9\xF0\x9D\x84\x9E\" + req.query.id); // \x1B[31m\xE2\x80\xAE\"\n"         \
    "app.get('/\xE6\xBC\xA2', (req, res) => {\n"                                                   \
    "\tres.send(\n"                                                                                \
    "\t\te.stack\n"                                                                                \
    "\t);\n"                                                                                       \
    "});\n"
#define FIXTURE_LIB_PATH "./lib/util.ts"
#define FIXTURE_LIB "export const id = (r: Request) => r.query.id;\n"
#define FIXTURE_C_PATH "native/srv.c"
#define FIXTURE_C "int f(void) {\n    return MD5(p);\n}\n@@@@@@@@@@@@@@@@@@@@\n"

static inline mln_position fixture_position(mln_str text, uint32_t offset)
{
    mln_position at = {1, 1, 1, 1};
    for (uint32_t i = 0; i < offset; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c == '\n') {
            at = (mln_position){at.line + 1, 1, 1, 1};
            continue;
        }
        at.column_bytes++;
        if ((c & 0xC0) != 0x80) {
            at.column_chars++;
            at.column_utf16 += c >= 0xF0 ? 2 : 1;
        }
    }
    return at;
}

/* The region from the first `from` to the end of the first `to` after it. */
static inline mln_region fixture_region(mln_str text, const char *from, const char *to)
{
    const char *start = strstr(text.ptr, from);
    const char *stop = start ? strstr(start, to) : NULL;
    if (!stop)
        abort();
    mln_region region;
    region.span.start = (uint32_t)(start - text.ptr);
    region.span.stop = (uint32_t)(stop - text.ptr + (ptrdiff_t)strlen(to));
    region.start = fixture_position(text, region.span.start);
    region.end = fixture_position(text, region.span.stop);
    return region;
}

static inline mln_str fixture_lines(mln_run *run, mln_str text, const mln_region *region)
{
    uint32_t start = region->span.start, stop = region->span.stop;
    while (start > 0 && text.ptr[start - 1] != '\n')
        start--;
    while (stop < text.len && text.ptr[stop] != '\n')
        stop++;
    return mln_run_dup(run, (mln_str){text.ptr + start, stop - start});
}

static inline mln_finding fixture_finding(mln_run *run, uint32_t rule, uint32_t file, mln_str text,
                                          const char *from, const char *to, const char *message)
{
    mln_finding f = {.rule = rule, .file = file, .message = mln_str_of(message)};
    f.region = fixture_region(text, from, to);
    f.excerpt = fixture_lines(run, text, &f.region);
    f.severity = run->cards.data[rule].severity;
    mln_line_hash hash;
    char written[MLN_LINE_HASH_SIZE];
    mln_line_hash_compute(text, &f.region.start.line, 1, &hash);
    uint32_t len = mln_line_hash_write(hash, written);
    f.line_hash = mln_run_dup(run, (mln_str){written, len});
    return f;
}

static inline void fixture_add_cards(mln_run *run)
{
    static char long_text[4000];
    static mln_str cwe[] = {{"CWE-89: SQL Injection", 21}, {"CWE-1321", 8}};
    static mln_str owasp[] = {{"A03:2021 - Injection", 20}};
    static mln_str references[] = {{"https://example.org/a?b=c&d=\"e\"", 31}};
    static mln_str tags[30];
    static char tag_texts[30][8];
    /* Two-unit characters, so that no cut by bytes or by units falls right by chance. */
    for (uint32_t i = 0; i + 4 <= sizeof long_text; i += 4)
        memcpy(long_text + i, "\xF0\x9D\x84\x9E", 4);
    for (uint32_t i = 0; i < 30; i++) {
        memcpy(tag_texts[i], "tag-00", 7);
        tag_texts[i][4] = (char)('0' + i % 28 / 10);
        tag_texts[i][5] = (char)('0' + i % 28 % 10);
        tags[i] = mln_str_of(tag_texts[i]);
    }
    mln_vec_add(&run->cards,
                (mln_card){.id = MLN_STR("injection.js-sql"),
                           .title = MLN_STR("SQL built from \"user\" input"),
                           .message = MLN_STR("Building SQL from $X lets an attacker "
                                              "read the database."),
                           .help = MLN_STR("# Why\n\nUse `?` placeholders.\n"),
                           .url = MLN_STR("https://example.org/rules/js-sql?a=\xC3\xA9"),
                           .severity = MLN_SEVERITY_CRITICAL,
                           .precision = MLN_PRECISION_VERY_HIGH,
                           .guard = MLN_STR("sql-placeholders"),
                           .cwe = cwe,
                           .cwe_count = 2,
                           .owasp = owasp,
                           .owasp_count = 1,
                           .references = references,
                           .reference_count = 1,
                           .tags = tags,
                           .tag_count = 30});
    mln_vec_add(&run->cards, (mln_card){.id = MLN_STR("stack-trace"),
                                        .message = {long_text, sizeof long_text},
                                        .severity = MLN_SEVERITY_MEDIUM,
                                        .precision = MLN_PRECISION_LOW});
    mln_vec_add(&run->cards, (mln_card){.id = MLN_STR("Hash"),
                                        .title = MLN_STR("Weak hash"),
                                        .message = MLN_STR("MD5 is broken; use SHA-256."),
                                        .url = MLN_STR("not a url"),
                                        .severity = MLN_SEVERITY_INFO,
                                        .precision = MLN_PRECISION_MEDIUM});
}

static inline void fixture_add_findings(mln_run *run)
{
    mln_str app = MLN_STR(FIXTURE_APP), lib = MLN_STR(FIXTURE_LIB), c = MLN_STR(FIXTURE_C);
    static mln_step steps[2];
    static mln_binding bindings[1];
    steps[0] = (mln_step){.file = 2,
                          .region = fixture_region(lib, "r.query", "id"),
                          .text = MLN_STR("read from the request, [r](1)"),
                          .excerpt = MLN_STR("export const id = (r: Request) => r.query.id;")};
    steps[1] = (mln_step){.file = 0,
                          .region = fixture_region(app, "req.query", "id"),
                          .text = MLN_STR(""),
                          .excerpt = MLN_STR("db.query(\xFF)")};
    bindings[0] = (mln_binding){.name = MLN_STR("$X"),
                                .text = MLN_STR("req.query.id"),
                                .region = fixture_region(app, "req.query", "id")};
    mln_finding f = fixture_finding(run, 0, 0, app, "db.query(", ")",
                                    "Building SQL from `req.query.id` lets an attacker read the "
                                    "database: handlers[0](x) \x1B]0;title\x07 \xFF.");
    f.steps = steps;
    f.step_count = 2;
    f.bindings = bindings;
    f.binding_count = 1;
    f.has_fix = true;
    f.fix = MLN_STR("db.query(\"\xC3\xA9\xF0\x9D\x84\x9E ?\",\n\t[req.query.id])");
    mln_vec_add(&run->findings, f);
    f = fixture_finding(run, 1, 0, app, "res.send", "\t)", "The stack trace leaves the server.");
    f.scope = MLN_STR("handler <\xE6\xBC\xA2>");
    mln_vec_add(&run->findings, f);
    f = fixture_finding(run, 2, 1, c, "MD5", ")", "MD5 is broken; use SHA-256.");
    f.suppression = MLN_SUPPRESSED_IN_SOURCE;
    f.justification = MLN_STR("a \"checksum\"");
    mln_vec_add(&run->findings, f);
    f = fixture_finding(run, 2, 2, lib, "export", ";", "");
    f.in_test = true;
    mln_vec_add(&run->findings, f);
}

/* Fills an all-zero run; sorted. */
static inline void fixture_fill(mln_run *run)
{
    fixture_add_cards(run);
    mln_vec_add(&run->files, (mln_run_file){.path = MLN_STR(FIXTURE_APP_PATH),
                                            .lang = MLN_LANG_JS,
                                            .bytes = sizeof FIXTURE_APP - 1,
                                            .lines = 7});
    mln_vec_add(&run->files, (mln_run_file){.path = MLN_STR(FIXTURE_C_PATH),
                                            .lang = MLN_LANG_C,
                                            .bytes = sizeof FIXTURE_C - 1,
                                            .lines = 4,
                                            .error_count = 1,
                                            .error_line = 4,
                                            .error_bytes = 20});
    mln_vec_add(&run->files, (mln_run_file){.path = MLN_STR(FIXTURE_LIB_PATH),
                                            .lang = MLN_LANG_TS,
                                            .bytes = sizeof FIXTURE_LIB - 1,
                                            .lines = 1,
                                            .in_test = true});
    fixture_add_findings(run);
    mln_vec_add(&run->skips, (mln_skip){MLN_STR("big file.js"), MLN_SKIP_TOO_LARGE});
    mln_vec_add(&run->skips, (mln_skip){MLN_STR("node_modules"), MLN_SKIP_DEPENDENCY});
    run->skip_counts[MLN_SKIP_TOO_LARGE] = 1;
    run->skip_counts[MLN_SKIP_DEPENDENCY] = 1;
    run->rules_loaded = 3;
    run->rules_refused = 1;
    run->rules_other_language = 7;
    run->incomplete = true;
    run->bytes = sizeof FIXTURE_APP + sizeof FIXTURE_C + sizeof FIXTURE_LIB - 3;
    run->lines = 12;
    run->seconds = 1.2345;
    mln_diags_add(&run->diags, MLN_DIAG_ERROR, "refused-rule", MLN_STR("rules/x y.yaml"), 3, 5,
                  MLN_STR("taint.rule"), "it is a taint rule, which merlon does not run yet");
    mln_diags_add(&run->diags, MLN_DIAG_WARNING, "unused-suppression", MLN_STR(FIXTURE_C_PATH), 2,
                  0, (mln_str){0}, "merlon-ignore suppresses nothing here");
    mln_run_sort(run);
}

#endif
