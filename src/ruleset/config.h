/* config: merlon.yaml, what a project says of itself.
 *
 *     rules:
 *       disable: [weak-*]             # ids, * stands for any text
 *       enable: [sql-by-hand]         # built-in rules that run with --audit only
 *       severity: {sql-injection: critical}
 *     ignore: [generated/]            # as --exclude, from the folder of merlon.yaml
 *     models:                         # as rules/models/, without a package: functions of the
 * project
 *       - sanitizers: {sql.escape: ['local.escapeName()']}
 *     controls:
 *       rate-limit: [limitLogin]      # functions that are a control
 *
 * It is part of the repository that is scanned, so nobody vouches for it: it cannot loosen a limit
 * or name a file, its size and what it may hold are bounded, and what it changes is said
 * (mln_config_describe).
 */
#ifndef MLN_RULESET_CONFIG_H
#define MLN_RULESET_CONFIG_H

#include "base/buf.h"
#include "ruleset/model.h"

#define MLN_CONFIG_NAME "merlon.yaml"
#define MLN_CONFIG_BYTES_MAX (256u * 1024)
#define MLN_CONFIG_ENTRIES_MAX 1000u /* of each list */

typedef struct {
    mln_str id; /* or glob */
    mln_severity severity;
} mln_config_severity;

typedef struct {
    mln_arena arena;
    mln_str file; /* as shown; empty: there is none */
    const mln_str *disable, *enable;
    uint32_t disable_count, enable_count;
    const mln_config_severity *severities;
    uint32_t severity_count;
    const mln_str *ignore;
    uint32_t ignore_count;
    uint32_t models;   /* that were read into the models given */
    uint32_t controls; /* functions */
    /* Counted by mln_config_apply. */
    uint32_t rules_off, rules_on, severities_changed;
} mln_config;

void mln_config_release(mln_config *config);

/* Reads one text; models and controls go to `models`, before it is finished. All that is wrong is
 * an error in `diags` with line and column, and MLN_SYNTAX is returned. */
MLN_CHECK_RESULT mln_status mln_config_read(mln_config *config, mln_models *models, mln_str file,
                                            mln_str yaml, mln_diags *diags);

/* Reads a file, shown as `path` is written: no link, at most MLN_CONFIG_BYTES_MAX. MLN_NOT_FOUND,
 * without an error in `diags`, when there is none. */
MLN_CHECK_RESULT mln_status mln_config_load(mln_config *config, mln_models *models,
                                            const char *path, mln_diags *diags);

typedef enum { MLN_CONFIG_SILENT, MLN_CONFIG_ON, MLN_CONFIG_OFF } mln_config_say;

/* What it says of a rule: `disable` counts more than `enable`. */
mln_config_say mln_config_get(const mln_config *config, mln_str id);

/* Sets the severities of rules. A word that names no rule of the set is a warning: call it before
 * rules are taken out. */
void mln_config_apply(mln_config *config, mln_ruleset *set, mln_diags *diags);

/* "2 rules off, 1 model"; nothing when it changes nothing. */
void mln_config_describe(const mln_config *config, mln_buf *out);

/* The globs of `ignore` as they hold for a scan of `root`, the folder of merlon.yaml as the command
 * line names it: what is anchored begins there. In the config's arena, NUL-terminated. */
const char *const *mln_config_get_ignore(mln_config *config, const char *root);

#endif
