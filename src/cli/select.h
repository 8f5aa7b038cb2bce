/* select: which rules a command works with. */
#ifndef MLN_CLI_SELECT_H
#define MLN_CLI_SELECT_H

#include "cli/args.h"
#include "ruleset/config.h"
#include "ruleset/rule.h"

/* Reads the sources that --config names, or the embedded pack when there is none ("default" names
 * it too), and the models: the embedded ones and those beside the rules. `models` (may be NULL) is
 * empty at the start and not finished at the end. What is wrong goes to `diags`, and a status that
 * is not MLN_OK is returned; what is well-formed is added all the same. */
MLN_CHECK_RESULT mln_status mln_select_load(mln_ruleset *set, mln_models *models,
                                            const mln_arg_values *configs, mln_diags *diags);

typedef struct {
    const mln_arg_values *rules;    /* ids or globs: only these; empty: all */
    const mln_arg_values *excluded; /* ids or globs */
    bool audit;                     /* rules of the embedded pack whatever their precision */
    mln_config *config;             /* merlon.yaml, which counts what it changes; or NULL */
} mln_selection;

/* Takes the rules that are not asked for out of the set. Of the embedded pack, those of high and
 * very high precision are asked for, and those that `rules` names; merlon.yaml can switch rules on
 * and off, but not what `rules` and `excluded` name. MLN_NOT_FOUND: a word of `rules`
 * or `excluded` names no rule; `error` says which. */
MLN_CHECK_RESULT mln_status mln_select_apply(mln_ruleset *set, const mln_selection *selection,
                                             mln_buf *error);

/* Whether the rule belongs to the embedded pack. */
bool mln_select_is_default(const mln_rule *rule);

#endif
