/* prefix: whether what stands before a part of a text already says where it leads.
 *
 * `"https://api.example.com/users/" + id` goes to that host whatever `id` is. `"https://" + host`
 * does not, nor does `"https://example.com" + rest`: it may be `.evil.net` or `@evil.net`. The text
 * before a part is put together from the constants there; a part that is not constant counts as
 * some text that is not empty. It fixes the target when
 *
 *   - it has a scheme and `://`, or begins with `//`; then a host; then a slash, ? or #
 *   - it begins with `/`, and what follows is neither `/` nor a backslash: a path of this host
 *   - it begins with ? or #, or with a part that is not constant, and has / ? or # after its first
 *     character: the part that came first says where it leads
 *   - otherwise, when it has / ? or # and no `:` before that: a relative path
 */
#ifndef MLN_FLOW_PREFIX_H
#define MLN_FLOW_PREFIX_H

#include "flow/facts.h"

/* Of the operands of a CONCAT: those before `slot`. */
bool mln_prefix_is_fixed(const mln_facts *facts, uint32_t concat, uint32_t slot);

/* The same of a text in which MLN_PREFIX_UNKNOWN stands for a part that is not constant. */
bool mln_prefix_text_is_fixed(mln_str text);

#define MLN_PREFIX_UNKNOWN '\1'

#endif
