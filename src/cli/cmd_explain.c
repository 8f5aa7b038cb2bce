/* merlon explain: what the rules make of one line. */
#include <stdlib.h>
#include <unistd.h>

#include "base/ascii.h"
#include "cli/command.h"
#include "cli/console.h"
#include "cli/load.h"
#include "cli/rule_options.h"
#include "engine/explain.h"
#include "report/json_writer.h"
#include "report/screen.h"

#include "base/banned.h"

static const mln_option options[] = {
    MLN_OPTION_CONFIG,
    MLN_OPTION_RULE,
    MLN_OPTION_EXCLUDE_RULE,
    MLN_OPTION_AUDIT,
    {.name = "flow",
     .value = "REACH",
     .choices = "off function file",
     .text = "How far values are followed, as for merlon scan."},
    {.name = "json", .text = "Print the explanation as JSON."},
    {.name = "verbose", .letter = 'v', .text = "Rules that do not speak of the line too."},
};

static const mln_example examples[] = {
    {"merlon explain src/app.js:42", "Say what the built-in rules make of line 42."},
    {"merlon explain --rule sql-injection src/app.js:42", "Say why one of them finds nothing."},
};

/* "src/app.js:42", also as copied from a report: "src/app.js:42:7". */
static bool read_place(const char *text, mln_buf *path, uint32_t *line)
{
    mln_str rest = mln_str_of(text);
    for (int colons = 0; colons < 2; colons++) {
        uint32_t at = rest.len;
        while (at > 0 && mln_ascii_is_digit(rest.ptr[at - 1]))
            at--;
        if (at < 2 || at == rest.len || rest.ptr[at - 1] != ':')
            break;
        mln_buf number = {0};
        mln_buf_add(&number, rest.ptr + at, rest.len - at);
        bool good = mln_args_read_count(mln_buf_get_text(&number), UINT32_MAX - 1, line);
        mln_buf_release(&number);
        if (!good)
            return false;
        rest.len = at - 1;
    }
    if (rest.len == mln_str_of(text).len)
        return false;
    mln_buf_add_str(path, rest);
    return true;
}

static bool speaks(const mln_explanation *e)
{
    return e->verdict < MLN_VERDICT_ELSEWHERE;
}

static void add_counts(mln_buf *out, const mln_explanation *e)
{
    static const char *const names[] = {"source", "sink", "sanitizer"};
    const uint32_t counts[] = {e->sources, e->sinks, e->sanitizers};
    mln_buf_add_text(out, " (in the file: ");
    for (size_t i = 0; i < MLN_COUNT_OF(names); i++)
        mln_buf_addf(out, "%s%u %s%s", i ? ", " : "", counts[i], names[i],
                     counts[i] == 1 ? "" : "s");
    mln_buf_add_char(out, ')');
}

static void add_text_rule(mln_buf *out, const mln_explanation *e, int width)
{
    mln_buf text = {0};
    mln_buf_add_str(&text, e->text);
    if (e->has_flow)
        add_counts(&text, e);
    mln_buf id = {0};
    mln_screen_add(&id, e->card->id);
    mln_buf_addf(out, "  %-9s  %-*s  ", mln_verdict_get_id(e->verdict), width,
                 mln_buf_get_text(&id));
    uint32_t indent = (uint32_t)width + 15;
    mln_screen_wrap(out, mln_buf_get_str(&text), indent, indent + 70);
    mln_buf_add_char(out, '\n');
    mln_buf_release(&id);
    mln_buf_release(&text);
}

static void add_rest(mln_buf *out, const mln_explained *explained)
{
    for (int verdict = 0; verdict < MLN_VERDICT_COUNT; verdict++) {
        uint32_t count = 0;
        for (uint32_t i = 0; i < explained->list.len; i++)
            count += explained->list.data[i].verdict == (mln_verdict)verdict &&
                     !speaks(&explained->list.data[i]);
        if (count)
            mln_buf_addf(out, "  %u %s\n", count, mln_verdict_get_text((mln_verdict)verdict));
    }
}

static void add_text(mln_buf *out, const mln_explained *explained, const char *path, uint32_t line,
                     bool verbose)
{
    int width = 0;
    uint32_t spoken = 0, silent = 0;
    for (uint32_t i = 0; i < explained->list.len; i++) {
        const mln_explanation *e = &explained->list.data[i];
        spoken += speaks(e);
        silent += !speaks(e);
        int len = (int)e->card->id.len;
        if ((verbose || speaks(e)) && len > width && len <= 60)
            width = len;
    }
    mln_screen_add(out, mln_str_of(path));
    mln_buf_addf(out, ":%u  ", line);
    mln_screen_add(out, explained->code);
    mln_buf_add_text(out, "\n\n");
    for (uint32_t i = 0; i < explained->list.len; i++)
        if (verbose || speaks(&explained->list.data[i]))
            add_text_rule(out, &explained->list.data[i], width);
    if (verbose)
        return;
    if (spoken && silent)
        mln_buf_add_char(out, '\n');
    if (silent)
        mln_buf_addf(out, "%u rule%s not speak of this line (--verbose lists them):\n", silent,
                     silent == 1 ? " does" : "s do");
    add_rest(out, explained);
}

static void add_json_rule(mln_json *json, const mln_explanation *e)
{
    mln_json_begin_object(json);
    mln_json_put_str(json, "rule", e->card->id);
    mln_json_put_text(json, "verdict", mln_verdict_get_id(e->verdict));
    mln_json_put_str(json, "text", e->text);
    mln_json_put_uint(json, "findings", e->findings);
    if (e->line)
        mln_json_put_uint(json, "line", e->line);
    if (e->has_flow) {
        mln_json_put_uint(json, "sources", e->sources);
        mln_json_put_uint(json, "sources_on_line", e->line_sources);
        mln_json_put_uint(json, "sinks", e->sinks);
        mln_json_put_uint(json, "sinks_on_line", e->line_sinks);
        mln_json_put_uint(json, "sanitizers", e->sanitizers);
    }
    mln_json_end_object(json);
}

static void add_json(mln_buf *out, const mln_explained *explained, const char *path, uint32_t line)
{
    mln_json json = {.out = out};
    mln_json_begin_object(&json);
    mln_json_put_text(&json, "path", path);
    mln_json_put_uint(&json, "line", line);
    mln_json_put_text(&json, "language", mln_lang_get_id(explained->lang));
    mln_json_put_str(&json, "code", explained->code);
    mln_json_open_array(&json, "rules");
    for (uint32_t i = 0; i < explained->list.len; i++)
        add_json_rule(&json, &explained->list.data[i]);
    mln_json_end_array(&json);
    mln_json_end_object(&json);
}

static int explain(const mln_args *args, const mln_loaded *loaded, const char *path, uint32_t line)
{
    mln_engine_options how = {.max_file_bytes = UINT32_MAX,
                              .tests = MLN_TESTS_FULL,
                              .flow = mln_load_get_reach(args),
                              .precision = mln_load_get_precision(args)};
    mln_engine_file file = {.fs_path = path, .path = mln_str_of(path), .explicit_path = true};
    mln_explained explained;
    int code = MLN_EXIT_ERROR;
    mln_status status = mln_explain(loaded->engine, &how, &file, line, &explained);
    if (status == MLN_NOT_FOUND) {
        mln_console_error("%s has no line %u", path, line);
    } else if (status != MLN_OK) {
        mln_console_error("%s is not looked at: %.*s", path, MLN_STR_ARGS(explained.refusal));
    } else {
        mln_buf text = {0};
        if (mln_args_has(args, "json"))
            add_json(&text, &explained, path, line);
        else
            add_text(&text, &explained, path, line, mln_args_has(args, "verbose"));
        code = mln_console_print(&text);
        mln_buf_release(&text);
    }
    mln_explained_release(&explained);
    return code;
}

static int run(const mln_args *args)
{
    mln_buf path = {0};
    uint32_t line = 0;
    int code = MLN_EXIT_ERROR;
    if (args->operands.len != 1 || !read_place(args->operands.data[0], &path, &line)) {
        mln_console_error("one line of a file is wanted: merlon explain FILE:LINE");
    } else {
        mln_loaded loaded;
        code = mln_load(&loaded, args);
        if (code == MLN_EXIT_CLEAN)
            code = explain(args, &loaded, mln_buf_get_text(&path), line);
        mln_loaded_release(&loaded);
    }
    mln_buf_release(&path);
    return code;
}

const mln_command mln_command_explain = {
    .name = "explain",
    .summary = "say what the rules make of a line",
    .operands = "FILE:LINE",
    .text = "For each rule that looks at the file: whether it finds something on the line; if it "
            "has a sink or a source there and finds nothing, what is missing, or what made the "
            "value harmless on its way. A line of a report (FILE:LINE:COLUMN) will do.",
    .options = options,
    .option_count = MLN_COUNT_OF(options),
    .examples = examples,
    .example_count = MLN_COUNT_OF(examples),
    .run = run,
};
