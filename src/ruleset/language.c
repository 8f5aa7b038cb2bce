#include "ruleset/formula_p.h"

#include "base/banned.h"

/* Names that rule files use for languages, merlon's and others: a name that is not among them is a
 * mistake, one that merlon lacks is passed over. */
static const char *const names[] = {"aliengrep",   "apex",
                                    "bash",        "c",
                                    "c#",          "c++",
                                    "cairo",       "circom",
                                    "clojure",     "cpp",
                                    "csharp",      "dart",
                                    "docker",      "dockerfile",
                                    "elixir",      "ex",
                                    "generic",     "go",
                                    "golang",      "hack",
                                    "hcl",         "html",
                                    "java",        "javascript",
                                    "js",          "json",
                                    "jsonnet",     "jsx",
                                    "julia",       "kotlin",
                                    "kt",          "lisp",
                                    "lua",         "move_on_aptos",
                                    "move_on_sui", "none",
                                    "ocaml",       "php",
                                    "promql",      "proto",
                                    "proto3",      "protobuf",
                                    "py",          "python",
                                    "python2",     "python3",
                                    "ql",          "r",
                                    "rb",          "regex",
                                    "ruby",        "rust",
                                    "scala",       "scheme",
                                    "sh",          "sol",
                                    "solidity",    "spacegrep",
                                    "swift",       "terraform",
                                    "tf",          "ts",
                                    "tsx",         "typescript",
                                    "vb",          "vbnet",
                                    "visualbasic", "vue",
                                    "xml",         "yaml",
                                    NULL};

bool mln_language_is_known(mln_str name)
{
    char buffer[32];
    mln_str low = mln_str_to_lower(name, buffer, sizeof buffer);
    return mln_str_is_one_of(low, names, MLN_COUNT_OF(names) - 1);
}

bool mln_language_check(mln_reader *reader, const mln_yaml_node *node)
{
    if (node->kind == MLN_YAML_SCALAR && mln_language_is_known(node->text))
        return true;
    mln_reader_error(reader, node, "unknown-language", "unknown language \"%.*s\"%s",
                     MLN_STR_ARGS(node->text), mln_reader_get_hint(reader, node->text, names));
    return false;
}

bool mln_language_is_text(mln_str name)
{
    mln_subject_kind kind;
    return mln_subject_find(name, &kind);
}
