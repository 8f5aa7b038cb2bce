/* select: which rules a command works with. */
#ifndef MLN_CLI_SELECT_H
#define MLN_CLI_SELECT_H

#include "cli/args.h"
#include "ruleset/model.h"
#include "ruleset/rule.h"

/* Reads the sources that --config names, or the embedded pack when there is none ("default" names
 * it too). What is wrong with a rule goes to `diags`, and a status that is not MLN_OK is returned;
 * rules that are well-formed are added all the same. */
MLN_CHECK_RESULT mln_status mln_select_load(mln_ruleset *set, const mln_arg_values *configs,
                                            mln_diags *diags);

typedef struct {
    const mln_arg_values *rules;    /* ids or globs: only these; empty: all */
    const mln_arg_values *excluded; /* ids or globs */
    bool audit;                     /* rules of the embedded pack whatever their precision */
} mln_selection;

/* Reads the models that are built in, and those that lie below the sources; `models` is ready for
 * an engine afterwards, whatever is returned. */
MLN_CHECK_RESULT mln_status mln_select_load_models(mln_models *models,
                                                   const mln_arg_values *configs, mln_diags *diags);

/* Takes the rules that are not asked for out of the set. Of the embedded pack, those of high and
 * very high precision are asked for, and those that `rules` names. MLN_NOT_FOUND: a word of `rules`
 * or `excluded` names no rule; `error` says which. */
MLN_CHECK_RESULT mln_status mln_select_apply(mln_ruleset *set, const mln_selection *selection,
                                             mln_buf *error);

/* Whether the rule belongs to the embedded pack. */
bool mln_select_is_default(const mln_rule *rule);

#endif
