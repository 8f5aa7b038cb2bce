/* parse: from a source to its tree.
 *
 * A parser belongs to one thread and is reused from file to file; its memory is an arena that is
 * emptied between files, so the concrete tree is dropped, never freed node by node.
 *
 * A file that does not parse clean is tried with the sibling grammar (JavaScript with TSX,
 * TypeScript with TSX and the reverse) and the tree with fewer error bytes is kept. Code around an
 * error is still there.
 */
#ifndef MLN_SYNTAX_PARSE_H
#define MLN_SYNTAX_PARSE_H

#include "base/status.h"
#include "syntax/tree.h"

typedef struct mln_parser mln_parser;

mln_parser *mln_parser_new(void);
void mln_parser_free(mln_parser *parser);

/* Uses the public cursor instead of the core's subtrees; for tests. */
void mln_parser_set_cursor(mln_parser *parser, bool cursor);

/* Parses `text` as `lang` into `tree`, which is cleared. `text` must outlive the tree.
 * MLN_UNSUPPORTED: no grammar for the language. MLN_LIMIT: longer than 1 GiB. */
MLN_CHECK_RESULT mln_status mln_parser_parse(mln_parser *parser, mln_tree *tree, mln_lang lang,
                                             mln_str text);

/* The same without trying a sibling grammar. */
MLN_CHECK_RESULT mln_status mln_parser_parse_as(mln_parser *parser, mln_tree *tree, mln_lang lang,
                                                mln_str text);

#endif
