/* merlon tree: the tree of a file, or how much of the code under a folder has a neutral kind. */
#include "cli/command.h"
#include "cli/console.h"
#include "files/evidence.h"
#include "files/walk.h"
#include "flow/build.h"
#include "syntax/parse.h"

#include "base/banned.h"

static const mln_option options[] = {
    {.name = "flow",
     .text = "Print the values that the code computes and what they are made of, instead."},
    {.name = "coverage",
     .text = "Count the nodes without a neutral kind, for each language, instead of printing."},
};

static const mln_example examples[] = {
    {"merlon tree server.js", "Print the tree that rules are matched on."},
    {"merlon tree --flow server.js", "Print what taint rules work on."},
    {"merlon tree --coverage .", "Show the share of `other` nodes for each language."},
};

typedef struct {
    uint64_t files;
    uint64_t nodes;
    uint64_t other;
    uint64_t error_bytes;
    uint64_t bytes;
} tally;

static bool load(mln_source *source, const char *fs_path, mln_str path)
{
    mln_status status = mln_source_read(source, fs_path, path, 0);
    if (status != MLN_OK) {
        mln_console_error("%s: %s", fs_path, mln_status_text(status));
        return false;
    }
    bool cplusplus;
    source->lang = mln_lang_detect(path, source->text, &cplusplus);
    if (source->lang == MLN_LANG_NONE)
        mln_console_error("%s: %s", fs_path,
                          cplusplus ? "it is C++, which merlon does not parse"
                                    : "it is in no language merlon parses (.js .ts .tsx .c .h …)");
    return source->lang != MLN_LANG_NONE;
}

static void add_facts(mln_buf *out, mln_tree *tree)
{
    mln_names names = {0};
    mln_arena arena = {0};
    mln_facts facts;
    uint32_t spent = 0;
    mln_flow_lowering *lowering = mln_flow_lowering_new();
    mln_names_resolve(&names, tree);
    mln_flow_build(lowering, &names, &arena, &facts, &spent);
    mln_facts_print(&facts, out);
    if (spent)
        mln_buf_addf(out, "too large, and left out: %u function%s\n", spent, spent == 1 ? "" : "s");
    mln_flow_lowering_free(lowering);
    mln_arena_release(&arena);
    mln_names_release(&names);
}

static int print_tree(const char *path, bool flow)
{
    mln_source source = {0};
    mln_tree tree;
    mln_tree_init(&tree);
    mln_parser *parser = mln_parser_new();
    int code = MLN_EXIT_ERROR;
    if (load(&source, path, mln_str_of(path)) &&
        mln_parser_parse(parser, &tree, source.lang, source.text) == MLN_OK) {
        mln_buf text = {0};
        if (flow)
            add_facts(&text, &tree);
        else
            mln_tree_print(&tree, &text);
        for (uint32_t i = 0; i < tree.errors.len; i++) {
            mln_span span = tree.errors.data[i].span;
            mln_position at = mln_source_get_position(&source, span.start);
            mln_buf_addf(&text, "%s at %u:%u (%u-%u)\n",
                         tree.errors.data[i].missing ? "missing" : "error", at.line,
                         at.column_bytes, span.start, span.stop);
        }
        code = mln_console_print(&text);
        mln_buf_release(&text);
    }
    mln_parser_free(parser);
    mln_tree_release(&tree);
    mln_source_release(&source);
    return code;
}

static void count_file(mln_parser *parser, mln_source *source, mln_tree *tree,
                       const mln_walk_file *file, tally *tallies)
{
    bool cplusplus;
    mln_skip_reason reason;
    if (mln_source_read(source, file->fs_path, file->path, 0) != MLN_OK)
        return;
    source->lang = mln_lang_detect(file->path, source->text, &cplusplus);
    if (source->lang == MLN_LANG_NONE || mln_evidence_find(source->text, source->lang, &reason) ||
        mln_parser_parse(parser, tree, source->lang, source->text) != MLN_OK)
        return;
    tally *sum = &tallies[source->lang];
    sum->files++;
    sum->nodes += tree->count;
    sum->bytes += source->text.len;
    sum->error_bytes += tree->error_bytes;
    for (uint32_t n = 0; n < tree->count; n++)
        sum->other += tree->kind[n] == MLN_KIND_OTHER;
}

static int print_coverage(const mln_args *args)
{
    mln_walk walk = {0};
    mln_diags diags = {0};
    mln_walk_options walk_options = {0};
    mln_status status =
        mln_walk_add(&walk, args->operands.data, args->operands.len, &walk_options, &diags);
    mln_console_diags(&diags, MLN_DIAG_WARNING);
    tally tallies[MLN_LANG_COUNT] = {0};
    mln_source source = {0};
    mln_tree tree;
    mln_tree_init(&tree);
    mln_parser *parser = mln_parser_new();
    for (uint32_t i = 0; i < walk.files.len; i++)
        count_file(parser, &source, &tree, &walk.files.data[i], tallies);
    mln_buf text = {0};
    mln_buf_addf(&text, "%-12s %8s %12s %10s %8s %14s\n", "language", "files", "nodes", "other",
                 "share", "unparsed bytes");
    for (uint32_t lang = 1; lang < MLN_LANG_COUNT; lang++) {
        const tally *sum = &tallies[lang];
        if (!sum->files)
            continue;
        mln_buf_addf(&text, "%-12s %8llu %12llu %10llu %7.3f%% %13.3f%%\n",
                     mln_lang_get_id((mln_lang)lang), (unsigned long long)sum->files,
                     (unsigned long long)sum->nodes, (unsigned long long)sum->other,
                     100.0 * (double)sum->other / (double)sum->nodes,
                     sum->bytes ? 100.0 * (double)sum->error_bytes / (double)sum->bytes : 0.0);
    }
    int code = mln_console_print(&text);
    if (status != MLN_OK)
        code = MLN_EXIT_ERROR;
    mln_buf_release(&text);
    mln_parser_free(parser);
    mln_tree_release(&tree);
    mln_source_release(&source);
    mln_walk_release(&walk);
    mln_diags_release(&diags);
    return code;
}

static int run(const mln_args *args)
{
    if (mln_args_has(args, "coverage") && args->operands.len > 0)
        return print_coverage(args);
    if (args->operands.len != 1) {
        mln_console_error("one file is wanted: merlon tree [--flow] FILE, or merlon tree "
                          "--coverage DIR");
        return MLN_EXIT_ERROR;
    }
    return print_tree(args->operands.data[0], mln_args_has(args, "flow"));
}

const mln_command mln_command_tree = {
    .name = "tree",
    .summary = "print the tree of a file",
    .operands = "[--flow] FILE | --coverage DIR…",
    .text =
        "The tree is what patterns are matched on: one line a node, with its kind, symbol, role, "
        "flags and bytes. What has no neutral kind is `other`.",
    .options = options,
    .option_count = MLN_COUNT_OF(options),
    .examples = examples,
    .example_count = MLN_COUNT_OF(examples),
    .run = run,
};
