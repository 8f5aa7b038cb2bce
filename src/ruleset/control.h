/* control: what closes a finding: the controls that a rule's `guard` may name.
 *
 * The list is rules/controls.yaml, embedded with the pack. A control has an id that the linter, the
 * models and the guard library share, and one line that says which call to write.
 */
#ifndef MLN_RULESET_CONTROL_H
#define MLN_RULESET_CONTROL_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/status.h"
#include "base/str.h"
#include "base/vec.h"
#include "ruleset/rule.h"

typedef struct {
    mln_str id;    /* "rate-limit" */
    mln_str title; /* short, for lists */
    mln_str text;  /* what to write */
    uint32_t line; /* in its file */
} mln_control;

typedef struct {
    mln_arena arena;
    MLN_VEC(mln_control)
    list; /* in the order of the file */
} mln_controls;

void mln_controls_release(mln_controls *controls);

/* Reads one text; errors go to `diags` with line and column and MLN_SYNTAX is returned. */
MLN_CHECK_RESULT mln_status mln_controls_add_text(mln_controls *controls, mln_str file,
                                                  mln_str yaml, mln_diags *diags);

/* Every controls.yaml at or below a path. None is no error, nor is what cannot be read. */
MLN_CHECK_RESULT mln_status mln_controls_add_path(mln_controls *controls, const char *path,
                                                  mln_diags *diags);

/* The list in the binary. */
MLN_CHECK_RESULT mln_status mln_controls_add_default(mln_controls *controls, mln_diags *diags);

/* An error for each rule from number `first` on that names no guard, or one that is not a control:
 * what holds for merlon's own rules. MLN_SYNTAX with errors. */
MLN_CHECK_RESULT mln_status mln_controls_check(const mln_controls *controls, const mln_ruleset *set,
                                               uint32_t first, mln_diags *diags);

/* NULL when there is none of that id. */
const mln_control *mln_controls_find(const mln_controls *controls, mln_str id);

#endif
