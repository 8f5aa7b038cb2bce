/* model: what merlon knows of libraries: rules/models/<package>.yaml, read into an api.
 *
 * The format is rules/README.md's. Several files may speak of one package and one set. The models
 * own the api.
 */
#ifndef MLN_RULESET_MODEL_H
#define MLN_RULESET_MODEL_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/status.h"
#include "base/vec.h"
#include "flow/api.h"
#include "ruleset/rule.h"

/* A set as the models have it, in one role. */
typedef struct {
    mln_str name;
    mln_api_role_kind kind;
    mln_str file; /* the first that has it */
    uint32_t line;
} mln_model_set;

/* One thing that a model says, as it is written. */
typedef struct {
    mln_api_role_kind kind;
    mln_str set; /* empty for FLOW */
    mln_str path;
    mln_str file;
    uint32_t line;
} mln_model_entry;

typedef struct {
    mln_arena arena;
    mln_api *api; /* made by init; frozen by mln_models_finish */
    MLN_VEC(mln_model_set)
    sets;
    MLN_VEC(mln_model_entry)
    entries; /* by mln_api_role.entry - 1 */
    MLN_VEC(mln_str)
    names; /* of the files that mln_models_add_path read, without folders */
    MLN_VEC(mln_route_declared)
    declared;       /* functions that somebody says are a control (ruleset/config.h) */
    uint32_t files; /* so far */
    uint32_t paths;
} mln_models;

void mln_models_init(mln_models *models);
void mln_models_release(mln_models *models);

/* Reads one text. All that is wrong is an error in `diags` with line and column, and MLN_SYNTAX is
 * returned; what is right is added all the same. */
MLN_CHECK_RESULT mln_status mln_models_add_text(mln_models *models, mln_str file, mln_str yaml,
                                                mln_diags *diags);

/* A file, or every *.yaml and *.yml below a folder that lies in a folder `models`. A folder without
 * any is no error, nor is what cannot be read: mln_ruleset_add_path tells of it. */
MLN_CHECK_RESULT mln_status mln_models_add_path(mln_models *models, const char *path,
                                                mln_diags *diags);

/* That and mln_ruleset_add_path in one: each file is read once. */
MLN_CHECK_RESULT mln_status mln_models_add_path_with_rules(mln_models *models, mln_ruleset *set,
                                                           const char *path, mln_diags *diags);

/* Those in the binary, but for files of a name that has been read: those replace them. */
MLN_CHECK_RESULT mln_status mln_models_add_default(mln_models *models, mln_diags *diags);

/* Freezes the api: nothing is added after it. Types that paths begin with and no model has are told
 * as warnings. */
void mln_models_finish(mln_models *models, mln_diags *diags);

/* Whether some model has the set in that role. For a SANITIZER a set of guards will do as well. */
bool mln_models_has(const mln_models *models, mln_api_role_kind kind, mln_str name);

/* Warns of sets that rules of `set` name and no model has; with `unused` also of sets that no rule
 * names (of the models in the binary only when rules in it are there). */
void mln_models_check(const mln_models *models, const mln_ruleset *set, bool unused,
                      mln_diags *diags);

#endif
