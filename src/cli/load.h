/* load: rules, models and the engine made of them, as --config, --rule, --exclude-rule and --audit
 * of a command ask for them, and merlon.yaml, unless there is --no-config. */
#ifndef MLN_CLI_LOAD_H
#define MLN_CLI_LOAD_H

#include "cli/args.h"
#include "engine/engine.h"
#include "ruleset/config.h"

typedef struct {
    mln_ruleset rules;
    mln_models models;
    mln_config config;       /* merlon.yaml; its `file` is empty when there is none */
    const char *config_root; /* its folder, as the command line names it */
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
