/* rule_files: rule files under a path, and the test files beside each. */
#ifndef MLN_CLI_RULE_FILES_H
#define MLN_CLI_RULE_FILES_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/status.h"
#include "base/vec.h"

typedef MLN_VEC(const char *)
mln_paths;

/* Appends `path` if it is a file, else every *.yaml and *.yml under it, sorted. Hidden entries and
 * node_modules are passed over, links are not followed. Errors go to `diags`. */
MLN_CHECK_RESULT mln_status mln_rule_files_find(mln_arena *arena, mln_paths *paths,
                                                const char *path, mln_diags *diags);

/* Appends the test files of a rule file, sorted: `sql.yaml` has `sql.<ext>` and `sql.<word>.<ext>`
 * in the same folder, where the word is not `fixed`, which marks what a fix must make of a file,
 * and the extension is one of a language. With `any_text` it is any, of YAML only in
 * `sql.test.yaml`. */
MLN_CHECK_RESULT mln_status mln_rule_files_find_tests(mln_arena *arena, mln_paths *paths,
                                                      const char *rule_file, bool any_text,
                                                      mln_diags *diags);

#endif
