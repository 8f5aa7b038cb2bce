/* rule_test: rule files held against the test files beside them.
 *
 * Of each rule: the lines that are expected and found in each target; what is wrong; and whether
 * the fixes make of a target what its `.fixed` file says. With values followed through the calls of
 * a file, `deepruleid:` and `deepok:` hold in place of `ruleid:` and `ok:`.
 */
#ifndef MLN_CLI_RULE_TEST_H
#define MLN_CLI_RULE_TEST_H

#include "cli/rule_files.h"
#include "engine/engine.h"

/* One thing that is wrong with a rule or its tests. */
typedef struct {
    mln_str file;
    uint32_t line; /* 0: the file as a whole */
    mln_str text;
} mln_test_failure;

/* What was expected of a rule in a target, and what came; lines sorted, each once. */
typedef struct {
    mln_str file;
    MLN_VEC(uint32_t)
    expected;
    MLN_VEC(uint32_t)
    found;
} mln_test_target;

typedef struct {
    mln_str id;
    mln_str file;
    bool skipped; /* in languages merlon lacks */
    MLN_VEC(mln_test_failure)
    failures; /* by file and line */
    MLN_VEC(mln_test_target)
    targets;               /* those where a line was expected or found */
    mln_lang_set positive; /* languages with a ruleid, todo or not */
    mln_lang_set negative; /* languages with an ok */
    bool fixed;            /* some target has a .fixed file */
} mln_test_result;

typedef struct {
    mln_arena arena; /* texts of results */
    MLN_VEC(mln_test_result)
    results;
    mln_diags diags;
    mln_models models; /* to be filled before, finished */
    mln_reach flow;
} mln_rule_test;

/* An all-zero test is ready, but for its models. */
void mln_rule_test_release(mln_rule_test *test);

/* Adds the results of the rules of one file. Errors of the rule file are in `diags`. `path` must
 * last as long as the test. */
MLN_CHECK_RESULT mln_status mln_rule_test_run(mln_rule_test *test, const char *path);

#endif
