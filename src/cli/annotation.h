/* annotation: what the comments of a test file expect: `ruleid: id, id`, `ok: id`, and the marks of
 * what is known to be wrong, `todoruleid:` (should be found, is not) and `todook:` (should not be
 * found, is). They stand alone on a line, in a comment of any language, and speak of the next line
 * that is not one of them.
 *
 * Each word may begin with `deep` (or `pro`): it then holds where values are followed through
 * calls, in place of what a plain word says of the same line: `ruleid: deepok: id`.
 */
#ifndef MLN_CLI_ANNOTATION_H
#define MLN_CLI_ANNOTATION_H

#include "base/str.h"
#include "base/vec.h"

typedef enum {
    MLN_EXPECT_FINDING,      /* ruleid */
    MLN_EXPECT_NONE,         /* ok */
    MLN_EXPECT_TODO_FINDING, /* todoruleid */
    MLN_EXPECT_TODO_NONE     /* todook */
} mln_expect;

typedef struct {
    mln_expect expect;
    bool deep;
    mln_str rule;
    uint32_t line; /* 1-based, the line spoken of */
} mln_annotation;

typedef MLN_VEC(mln_annotation)
mln_annotations;

/* The word in the comment: "ruleid" … */
const char *mln_expect_get_word(mln_expect expect);

/* Appends those of a file's text, in order. Rule ids point into the text. */
void mln_annotations_read(mln_annotations *list, mln_str text);

/* Takes out those that do not hold: with `deep` the plain ones that a deep one replaces, without it
 * the deep ones. */
void mln_annotations_choose(mln_annotations *list, bool deep);

#endif
