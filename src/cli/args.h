/* args: command lines, read by a table.
 *
 * Each command has a table of options; the parser, the help, the completions and the man page read
 * it. Understood: `--name value`, `--name=value`, `-n value`, `-nvalue`, flags in one word (`-qv`),
 * `--` (the rest are operands), `-` (an operand). Options and operands may be mixed. There are no
 * abbreviations: a script must not break when an option is added.
 */
#ifndef MLN_CLI_ARGS_H
#define MLN_CLI_ARGS_H

#include "base/buf.h"
#include "base/status.h"
#include "base/vec.h"

typedef struct {
    const char *name;    /* without dashes */
    char letter;         /* 0: none */
    const char *value;   /* what the value is called in help ("PATH"); NULL: a flag */
    const char *choices; /* the words the value may be, separated by spaces; NULL: anything */
    const char *text;    /* one line of help */
    bool repeatable;
} mln_option;

typedef struct {
    const char *line; /* a command line */
    const char *text; /* what it does */
} mln_example;

typedef struct {
    uint32_t option;   /* index in the table */
    const char *value; /* NULL for a flag */
} mln_arg;

typedef struct {
    const mln_option *options;
    uint32_t option_count;
    MLN_VEC(mln_arg)
    list; /* in the order given */
    MLN_VEC(const char *)
    operands;
    bool help; /* -h or --help was among them */
} mln_args;

void mln_args_release(mln_args *args);

/* Reads argv[0 … argc-1] (no program or command name), which must outlive `args`. MLN_USAGE:
 * `error` says what is wrong, and what may have been meant; with `help` set the caller need not
 * mind. */
MLN_CHECK_RESULT mln_status mln_args_parse(mln_args *args, const mln_option *options,
                                           uint32_t option_count, int argc, const char *const *argv,
                                           mln_buf *error);

/* How often the option was given. */
uint32_t mln_args_count(const mln_args *args, const char *name);

static inline bool mln_args_has(const mln_args *args, const char *name)
{
    return mln_args_count(args, name) > 0;
}

/* The value given last, or `otherwise`. */
const char *mln_args_get(const mln_args *args, const char *name, const char *otherwise);

/* All values, in order, into `values` (cleared first). */
typedef MLN_VEC(const char *)
mln_arg_values;
void mln_args_get_all(const mln_args *args, const char *name, mln_arg_values *values);

/* "12"; false when it is not a whole number up to `max`. */
bool mln_args_read_count(const char *text, uint32_t max, uint32_t *count);

/* "5000000", "512K", "5M", "1G" (powers of 1024, "MB" and "MiB" too). */
bool mln_args_read_size(const char *text, uint64_t *bytes);

#endif
