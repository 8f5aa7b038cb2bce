/* prepare: spells a pattern so that the stock grammar reads it.
 *
 * `...` becomes a name, with the punctuation its place asks for; `<... e ...>` a call; `$...X` a
 * name; C's `(T $X)` a call around a cast. The names are reserved: they hold a lower-case letter
 * after the dollar, which no metavariable has.
 */
#ifndef MLN_PATTERN_PREPARE_H
#define MLN_PATTERN_PREPARE_H

#include "base/buf.h"
#include "files/lang.h"

#define MLN_DOTS_NAME "$mlndots"
#define MLN_DEEP_NAME "$mlndeep"
#define MLN_TYPED_NAME "$mlntyped"
#define MLN_LIST_PREFIX "$mlnlist_"

/* Writes the spelling of `text` into `out`. `object`: a brace in front opens an object. */
void mln_prepare(mln_str text, mln_lang lang, bool object, mln_buf *out);

#endif
