/* anchored: whether a regular expression says what a whole text may be.
 *
 * `/^[a-z0-9_]+$/` does; `/[a-z]+/`, `/^a|b$/` and `/^.+$/` do not. A check of the structure, after
 * JavaScript's syntax (without flag m): it begins with ^ and ends with $, neither in an alternative
 * of its own, and nothing in it takes any number of characters of a kind that is only said by what
 * it is not (`.`, `[^…]`, \S \D \W). Such a class once, or a stated number of times, is let pass
 * only where that number is 1 or less.
 */
#ifndef MLN_FLOW_ANCHORED_H
#define MLN_FLOW_ANCHORED_H

#include "base/str.h"

bool mln_anchored_is_list(mln_str regex);

/* Whether it finds any character that is not on a list, and nothing else: `/[^a-z0-9_]/`. A text
 * without a match is made of the list's characters. A class that lets line ends or quotes pass, or
 * names what it is not (`\W` in it), says too little. */
bool mln_anchored_is_not_list(mln_str regex);

#endif
