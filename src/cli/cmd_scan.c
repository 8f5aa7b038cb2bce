/* merlon scan: files in, reports out. */
#include <errno.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/console.h"
#include "cli/costs.h"
#include "cli/fixes.h"
#include "cli/load.h"
#include "cli/output.h"
#include "cli/rule_options.h"
#include "engine/engine.h"
#include "files/walk.h"
#include "report/report.h"
#include "triage/filter.h"
#include "triage/suppress.h"

#include "base/banned.h"

#define MAX_FILE_BYTES (UINT64_C(5) << 20)

/* " text json sarif" without its first space. */
#define MLN_REPORT(NAME, name, id, text) " " id
static const char formats[] =
#include "report/report_list.h"
    ;
#undef MLN_REPORT

#define SEVERITIES "info low medium high critical"

static const mln_option options[] = {
    MLN_OPTION_CONFIG,
    MLN_OPTION_RULE,
    MLN_OPTION_EXCLUDE_RULE,
    {.name = "no-config", .text = "Leave out merlon.yaml."},
    {.name = "config-file",
     .value = "PATH",
     .text = "This file instead of the merlon.yaml of the folder that is scanned."},
    MLN_OPTION_AUDIT,
    {.name = "include",
     .value = "GLOB",
     .repeatable = true,
     .text = "Only files that match, as in .gitignore. Repeatable."},
    {.name = "exclude",
     .value = "GLOB",
     .repeatable = true,
     .text = "No files or folders that match. Repeatable."},
    {.name = "no-ignore",
     .text = "Do not honour .gitignore and .merlonignore, nor pass over "
             "dependencies and build output."},
    {.name = "max-file-size",
     .value = "SIZE",
     .text = "Pass over larger files (5M); K, M and G are understood."},
    {.name = "tests",
     .value = "MODE",
     .choices = "off low full",
     .text = "Test code: off passes it over, low (the default) reports it as low, full as all "
             "other code."},
    {.name = "flow",
     .value = "REACH",
     .choices = "off function file",
     .text = "How far values are followed: through the calls of a file (the default), within a "
             "function, or not at all."},
    {.name = "stdin-filename",
     .value = "PATH",
     .text = "What to call standard input (PATH '-'); its extension says the language."},
    {.name = "jobs",
     .letter = 'j',
     .value = "N",
     .text = "Threads; 0, the default, is one a "
             "processor."},
    {.name = "format",
     .letter = 'f',
     .value = "FORMAT",
     .choices = formats + 1,
     .text = "Format of the report: text (the default), json or sarif."},
    {.name = "json", .text = "The same as --format json."},
    {.name = "sarif", .text = "The same as --format sarif."},
    {.name = "output", .value = "PATH", .text = "Write the report there, not to standard output."},
    {.name = "also",
     .letter = 'o',
     .value = "FORMAT=PATH",
     .repeatable = true,
     .text = "Write one more report. Repeatable."},
    {.name = "severity",
     .value = "LEVEL",
     .choices = SEVERITIES,
     .text = "Report only findings of this severity or above."},
    {.name = "fail-on",
     .value = "LEVEL",
     .choices = SEVERITIES " never",
     .text = "Exit 1 for findings of this severity or above (high)."},
    {.name = "error", .text = "Exit 1 for any finding: --fail-on info."},
    {.name = "exit-zero", .text = "Exit 0 whatever is found."},
    {.name = "strict", .text = "Exit 3 when something was not analysed."},
    {.name = "fix",
     .text = "Write what rules have as a fix into the files, where they parse as well afterwards. "
             "The report tells what was found before."},
    {.name = "dry-run",
     .text = "With --fix: write nothing, show the difference in place of the text report."},
    {.name = "profile",
     .text =
         "Print on standard error what each rule cost, the dearest first; with --verbose all of "
         "them."},
    {.name = "color",
     .value = "WHEN",
     .choices = "auto always never",
     .text = "Colours: auto (the default) uses them on a terminal."},
    {.name = "quiet", .letter = 'q', .text = "Findings alone: no summary, no progress."},
    {.name = "verbose", .letter = 'v', .text = "All skipped files, all notes, help of rules."},
};

static const mln_example examples[] = {
    {"merlon scan .", "Scan the folder you are in."},
    {"merlon scan --format sarif --output merlon.sarif src", "A report for code scanning."},
    {"merlon scan -o json=merlon.json -o sarif=merlon.sarif .", "Three reports of one run."},
    {"merlon scan --config my-rules/ --config default .", "Your rules beside the built-in ones."},
    {"merlon scan --fix --dry-run src", "What the fixes of the rules would change."},
    {"merlon scan --stdin-filename app.js - < app.js", "What an editor holds."},
};

typedef struct {
    mln_report_format format;
    const char *path; /* NULL: standard output */
} target;

typedef struct {
    const mln_args *args;
    MLN_VEC(target)
    targets;
    mln_severity severity;
    bool has_fail_on;
    mln_severity fail_on;
    uint64_t max_file_bytes;
    uint32_t jobs;
    mln_tests_mode tests;
    mln_reach flow;
    bool from_stdin;
    bool quiet;
    bool fix;
    bool dry_run;
} scan_options;

static bool read_severity(const char *name, mln_severity *severity)
{
    return mln_severity_find(mln_str_of(name), severity);
}

/* One word for one format; several are a contradiction unless they agree. */
static bool read_format(const mln_args *args, mln_report_format *format, bool *given)
{
    const char *name = mln_args_get(args, "format", NULL);
    static const char *const short_names[] = {"json", "sarif"};
    for (size_t i = 0; i < MLN_COUNT_OF(short_names); i++) {
        if (!mln_args_has(args, short_names[i]))
            continue;
        if (name != NULL && strcmp(name, short_names[i]) != 0) {
            mln_console_error("--%s contradicts the format %s; -o FORMAT=PATH writes a second "
                              "report",
                              short_names[i], name);
            return false;
        }
        name = short_names[i];
    }
    *given = name != NULL;
    return mln_report_find(mln_str_of(name != NULL ? name : "text"), format);
}

static bool read_targets(scan_options *scan)
{
    const mln_args *args = scan->args;
    target main_target = {.path = mln_args_get(args, "output", NULL)};
    if (main_target.path != NULL && strcmp(main_target.path, "-") == 0)
        main_target.path = NULL;
    bool given;
    if (!read_format(args, &main_target.format, &given))
        return false;
    given |= mln_args_has(args, "output");
    mln_arg_values also = {0};
    mln_args_get_all(args, "also", &also);
    bool good = true;
    for (uint32_t i = 0; good && i < also.len; i++) {
        const char *equals = strchr(also.data[i], '=');
        target extra = {.path = equals != NULL ? equals + 1 : NULL};
        mln_str id = mln_str_of(also.data[i]);
        if (equals != NULL)
            id.len = (uint32_t)(equals - also.data[i]);
        if (equals == NULL || *extra.path == '\0' || !mln_report_find(id, &extra.format)) {
            mln_console_error("-o %s is not FORMAT=PATH; the formats are: %s", also.data[i],
                              formats + 1);
            good = false;
        } else if (strcmp(extra.path, "-") == 0) {
            extra.path = NULL;
            /* An explicit "-" takes the place of the text nobody asked for. */
            if (!given)
                main_target = extra;
            else
                mln_vec_add(&scan->targets, extra);
            given = true;
        } else {
            mln_vec_add(&scan->targets, extra);
        }
    }
    mln_vec_release(&also);
    /* The difference takes the place of the text nobody asked for. */
    if (!scan->dry_run || given || main_target.path != NULL)
        mln_vec_add(&scan->targets, main_target);
    for (uint32_t i = 0; good && scan->dry_run && i < scan->targets.len; i++) {
        if (scan->targets.data[i].path == NULL) {
            mln_console_error("the difference of --dry-run and a report would both go to standard "
                              "output: write the report with --output or -o FORMAT=PATH");
            good = false;
        }
    }
    for (uint32_t i = 0; good && i < scan->targets.len; i++) {
        for (uint32_t k = 0; good && k < i; k++) {
            const char *a = scan->targets.data[i].path;
            const char *b = scan->targets.data[k].path;
            if ((a == NULL && b == NULL) || (a != NULL && b != NULL && strcmp(a, b) == 0)) {
                mln_console_error("two reports would go to %s", a == NULL ? "standard output" : a);
                good = false;
            }
        }
    }
    return good;
}

static bool read_options(scan_options *scan)
{
    const mln_args *args = scan->args;
    scan->quiet = mln_args_has(args, "quiet");
    (void)read_severity(mln_args_get(args, "severity", "info"), &scan->severity);
    const char *fail_on =
        mln_args_get(args, "fail-on", mln_args_has(args, "error") ? "info" : "high");
    scan->has_fail_on = read_severity(fail_on, &scan->fail_on);
    const char *size = mln_args_get(args, "max-file-size", NULL);
    scan->max_file_bytes = MAX_FILE_BYTES;
    if (size != NULL && !mln_args_read_size(size, &scan->max_file_bytes)) {
        mln_console_error("--max-file-size '%s' is not a size such as 500K, 5M or 1G", size);
        return false;
    }
    const char *jobs = mln_args_get(args, "jobs", "0");
    if (!mln_args_read_count(jobs, 1024, &scan->jobs)) {
        mln_console_error("--jobs '%s' is not a number from 0 to 1024", jobs);
        return false;
    }
    const char *tests = mln_args_get(args, "tests", "low");
    scan->tests = strcmp(tests, "off") == 0   ? MLN_TESTS_OFF
                  : strcmp(tests, "low") == 0 ? MLN_TESTS_LOW
                                              : MLN_TESTS_FULL;
    scan->flow = mln_load_get_reach(args);
    for (uint32_t i = 0; i < args->operands.len; i++)
        scan->from_stdin |= strcmp(args->operands.data[i], "-") == 0;
    if (scan->from_stdin && args->operands.len > 1) {
        mln_console_error("standard input ('-') is scanned alone, without other paths");
        return false;
    }
    bool named = mln_args_has(args, "stdin-filename");
    if (scan->from_stdin != named) {
        mln_console_error(named ? "--stdin-filename goes with the path '-' (standard input)"
                                : "standard input needs a name that says its language: "
                                  "--stdin-filename app.js -");
        return false;
    }
    scan->fix = mln_args_has(args, "fix");
    scan->dry_run = mln_args_has(args, "dry-run");
    if (scan->dry_run && !scan->fix) {
        mln_console_error("--dry-run goes with --fix");
        return false;
    }
    if (scan->fix && scan->from_stdin) {
        mln_console_error("--fix writes files: standard input cannot be fixed");
        return false;
    }
    return read_targets(scan);
}

/* Standard input, at most `max` bytes. 0 or an exit code. */
static int read_stdin(mln_buf *text, uint64_t max)
{
    char block[1 << 16];
    for (;;) {
        ssize_t got = read(STDIN_FILENO, block, sizeof block);
        if (got == 0)
            return 0;
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            mln_console_error("standard input cannot be read: %s",
                              mln_status_text(mln_status_from_errno(errno)));
            return MLN_EXIT_ERROR;
        }
        mln_buf_add(text, block, (size_t)got);
        if (text->len > max) {
            mln_console_error("standard input is larger than --max-file-size (%llu bytes)",
                              (unsigned long long)max);
            return MLN_EXIT_ERROR;
        }
    }
}

static mln_date today(void)
{
    time_t now = time(NULL);
    struct tm parts = {0};
    gmtime_r(&now, &parts);
    return (mln_date){(uint32_t)parts.tm_year + 1900, (uint32_t)parts.tm_mon + 1,
                      (uint32_t)parts.tm_mday};
}

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* 0 or an exit code. */
static int walk_files(const mln_args *args, mln_loaded *loaded, mln_walk *walk)
{
    static const char *const here[] = {"."};
    mln_arg_values include = {0}, exclude = {0};
    mln_args_get_all(args, "include", &include);
    mln_args_get_all(args, "exclude", &exclude);
    const char *const *ignore = mln_config_get_ignore(&loaded->config, loaded->config_root);
    for (uint32_t i = 0; i < loaded->config.ignore_count; i++)
        mln_vec_add(&exclude, ignore[i]);
    mln_walk_options how = {.include = include.data,
                            .include_count = include.len,
                            .exclude = exclude.data,
                            .exclude_count = exclude.len,
                            .all_text = mln_engine_reads_text(loaded->engine),
                            .no_ignore = mln_args_has(args, "no-ignore")};
    mln_diags diags = {0};
    bool given = args->operands.len > 0;
    mln_status status = mln_walk_add(walk, given ? args->operands.data : here,
                                     given ? args->operands.len : 1, &how, &diags);
    mln_console_diags(&diags, MLN_DIAG_ERROR);
    if (status != MLN_OK && diags.error_count == 0)
        mln_console_error("the files cannot be listed: %s", mln_status_text(status));
    mln_diags_release(&diags);
    mln_vec_release(&include);
    mln_vec_release(&exclude);
    return status == MLN_OK ? MLN_EXIT_CLEAN : MLN_EXIT_ERROR;
}

static void add_skips(mln_run *run, const mln_walk *walk)
{
    for (uint32_t i = 0; i < walk->skips.len; i++) {
        const mln_walk_skip *skip = &walk->skips.data[i];
        mln_vec_add(&run->skips,
                    (mln_skip){.path = mln_run_dup(run, skip->path), .reason = skip->reason});
        run->skip_counts[skip->reason]++;
        run->incomplete |= skip->reason == MLN_SKIP_UNREADABLE;
    }
    run->skip_counts[MLN_SKIP_NO_LANGUAGE] += walk->no_language;
    run->skip_counts[MLN_SKIP_BINARY] += walk->binary;
}

static void run_engine(const scan_options *scan, const mln_engine *engine, const mln_walk *walk,
                       const mln_str *stdin_text, mln_run *run)
{
    MLN_VEC(mln_engine_file)
    files = {0};
    for (uint32_t i = 0; i < walk->files.len; i++) {
        const mln_walk_file *file = &walk->files.data[i];
        mln_vec_add(&files, (mln_engine_file){.fs_path = file->fs_path,
                                              .path = file->path,
                                              .bytes = file->bytes,
                                              .explicit_path = file->explicit_path});
    }
    mln_progress *progress = mln_progress_new(!scan->quiet);
    mln_engine_options how = {
        .files = files.data,
        .file_count = files.len,
        .stdin_text = stdin_text,
        .stdin_path = mln_str_of(mln_args_get(scan->args, "stdin-filename", "")),
        .jobs = scan->jobs,
        .max_file_bytes = scan->max_file_bytes,
        .tests = scan->tests,
        .flow = scan->flow,
        .precision = mln_load_get_precision(scan->args),
        .profile = mln_args_has(scan->args, "profile"),
        .progress = progress != NULL ? mln_progress_show : NULL,
        .progress_context = progress,
    };
    mln_engine_scan(engine, &how, run);
    mln_progress_free(progress);
    mln_vec_release(&files);
}

static int write_reports(const scan_options *scan, const mln_run *run)
{
    const char *when = mln_args_get(scan->args, "color", "auto");
    int code = MLN_EXIT_CLEAN;
    for (uint32_t i = 0; i < scan->targets.len; i++) {
        const target *to = &scan->targets.data[i];
        bool to_stdout = to->path == NULL;
        mln_report_options how = {
            .colour = to_stdout ? mln_console_has_colour(when, STDOUT_FILENO)
                                : strcmp(when, "always") == 0,
            .quiet = scan->quiet,
            .verbose = mln_args_has(scan->args, "verbose"),
            .timing = to->format == MLN_REPORT_TEXT,
            .width = to_stdout ? mln_console_get_width(STDOUT_FILENO) : 0,
        };
        mln_buf text = {0};
        mln_report_write(to->format, run, &how, &text);
        if (to_stdout) {
            if (mln_console_print(&text) != MLN_EXIT_CLEAN)
                code = MLN_EXIT_ERROR;
        } else {
            int error = mln_output_write(to->path, &text);
            if (error != 0) {
                mln_console_error("%s cannot be written: %s", to->path,
                                  mln_output_get_reason(error));
                code = MLN_EXIT_ERROR;
            }
        }
        mln_buf_release(&text);
    }
    return code;
}

static bool is_incomplete(const mln_run *run)
{
    bool incomplete = run->incomplete || run->rules_refused > 0;
    for (uint32_t i = 0; i < run->files.len && !incomplete; i++)
        incomplete = run->files.data[i].error_count > 0;
    return incomplete;
}

static int finish(const scan_options *scan, const mln_walk *walk, mln_run *run)
{
    mln_triage_suppress(run, today());
    (void)mln_triage_drop_below(run, scan->severity);
    int fixing = scan->fix ? mln_fixes_run(run, walk, scan->dry_run, scan->quiet) : MLN_EXIT_CLEAN;
    int code = write_reports(scan, run);
    if (code != MLN_EXIT_CLEAN || fixing != MLN_EXIT_CLEAN)
        return code != MLN_EXIT_CLEAN ? code : fixing;
    if (scan->has_fail_on && !mln_args_has(scan->args, "exit-zero") &&
        mln_triage_count_at_or_above(run, scan->fail_on) > 0)
        return MLN_EXIT_FINDINGS;
    if (mln_args_has(scan->args, "strict") && is_incomplete(run))
        return MLN_EXIT_INCOMPLETE;
    return MLN_EXIT_CLEAN;
}

static int scan_with(scan_options *scan)
{
    double start = seconds_now();
    mln_loaded loaded;
    mln_walk walk = {0};
    mln_buf text = {0};
    mln_run run = {0};
    int code = mln_load(&loaded, scan->args);
    if (code == MLN_EXIT_CLEAN && scan->from_stdin)
        code = read_stdin(&text, scan->max_file_bytes);
    else if (code == MLN_EXIT_CLEAN)
        code = walk_files(scan->args, &loaded, &walk);
    if (code == MLN_EXIT_CLEAN) {
        mln_str input = {.ptr = text.data != NULL ? text.data : "", .len = (uint32_t)text.len};
        run_engine(scan, loaded.engine, &walk, scan->from_stdin ? &input : NULL, &run);
        add_skips(&run, &walk);
        mln_diags_merge(&run.diags, &loaded.diags);
        mln_run_sort(&run);
        run.seconds = seconds_now() - start;
        code = finish(scan, &walk, &run);
        if (mln_args_has(scan->args, "profile"))
            mln_costs_print(&run, mln_args_has(scan->args, "verbose"));
    }
    mln_run_release(&run);
    mln_buf_release(&text);
    mln_walk_release(&walk);
    mln_loaded_release(&loaded);
    return code;
}

static int run_scan(const mln_args *args)
{
    scan_options scan = {.args = args};
    int code = read_options(&scan) ? scan_with(&scan) : MLN_EXIT_ERROR;
    mln_vec_release(&scan.targets);
    return code;
}

const mln_command mln_command_scan = {
    .name = "scan",
    .summary = "find security problems in server code",
    .operands = "[PATH…]",
    .text = "Scans files and folders (without a PATH, the folder you are in) with the built-in "
            "rules, or with yours. Nothing of what is scanned is run, and nothing is sent "
            "anywhere.\n\n"
            "A finding is silenced by a comment on its statement: merlon-ignore: RULE -- why.",
    .options = options,
    .option_count = MLN_COUNT_OF(options),
    .examples = examples,
    .example_count = MLN_COUNT_OF(examples),
    .run = run_scan,
};
