/* load: rules, models and the engine made of them, as --config, --rule, --exclude-rule and --audit
 * of a command ask for them. */
#ifndef MLN_CLI_LOAD_H
#define MLN_CLI_LOAD_H

#include "cli/args.h"
#include "engine/engine.h"

typedef struct {
    mln_ruleset rules;
    mln_models models;
    mln_engine *engine;
    mln_diags diags; /* for the run's record, when there was no error */
} mln_loaded;

/* Loads, chooses and compiles. 0, or an exit code after messages. Release it either way. */
int mln_load(mln_loaded *loaded, const mln_args *args);
void mln_loaded_release(mln_loaded *loaded);

/* The value of --flow. */
mln_reach mln_load_get_reach(const mln_args *args);

/* How precise a finding must be: low with --audit. */
mln_precision mln_load_get_precision(const mln_args *args);

#endif
