/* rule: one rule as read from YAML, checked, not yet compiled. */
#ifndef MLN_RULESET_RULE_H
#define MLN_RULESET_RULE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/status.h"
#include "base/vec.h"
#include "files/lang.h"
#include "finding/card.h"
#include "pattern/formula.h"

typedef enum {
    MLN_RULE_READY,          /* will run */
    MLN_RULE_REFUSED,        /* well-formed, asks for what merlon lacks: `why` says what */
    MLN_RULE_OTHER_LANGUAGE, /* no language of its list is one merlon parses */
} mln_rule_state;

typedef struct {
    mln_card card;
    mln_rule_state state;
    mln_str why; /* of REFUSED */
    mln_lang_set langs;
    const mln_formula *formula; /* NULL unless READY */
    mln_pattern_options options;
    const mln_str *include; /* globs of `paths.include` */
    uint32_t include_count;
    const mln_str *exclude;
    uint32_t exclude_count;
    bool has_fix;
    mln_str fix;       /* with metavariables unfilled */
    mln_str fix_regex; /* `fix-regex`: expression, replacement, count (0: all) */
    mln_str fix_replacement;
    uint32_t fix_count;
    mln_str file; /* the YAML it came from; "<default>/…" for the embedded pack */
    uint32_t line;
} mln_rule;

typedef struct {
    mln_arena arena;
    MLN_VEC(mln_rule)
    rules; /* in the order of the files and of the rules in them */
} mln_ruleset;

void mln_ruleset_release(mln_ruleset *set);

/* Reads the rules of one YAML text. Malformed rules are errors in `diags`, all of them, with line
 * and column, and MLN_SYNTAX is returned; well-formed ones are added all the same. `file` is shown
 * in messages. */
MLN_CHECK_RESULT mln_status mln_ruleset_add_text(mln_ruleset *set, mln_str file, mln_str yaml,
                                                 mln_diags *diags);

/* A file, or every *.yaml and *.yml under a folder (sorted; hidden entries and files without a
 * `rules:` key that are named like merlon's own tables are passed over). */
MLN_CHECK_RESULT mln_status mln_ruleset_add_path(mln_ruleset *set, const char *path,
                                                 mln_diags *diags);

/* The pack in the binary. */
MLN_CHECK_RESULT mln_status mln_ruleset_add_default(mln_ruleset *set, mln_diags *diags);

#endif
