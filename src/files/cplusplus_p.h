/* cplusplus: what a `.h` file is written in, judged by its text. */
#ifndef MLN_FILES_CPLUSPLUS_P_H
#define MLN_FILES_CPLUSPLUS_P_H

#include "base/str.h"

typedef enum { MLN_HEADER_C, MLN_HEADER_CPLUSPLUS, MLN_HEADER_OBJECTIVE_C } mln_header_kind;

/* C unless there is something that is not: `class X {`, `namespace`, `template <`, `public:`, `::`,
 * `using x =`, a cast operator, `extern "C"`, `#include <vector>`; for Objective-C `@interface` and
 * its like or `#import`. Comments and literals do not count, nor does what only another language's
 * compiler sees (`#ifdef __cplusplus`, `#ifdef __OBJC__`, `#if 0`); under any other condition
 * inside the include guard it counts only when nothing stands outside of conditions. Words alone
 * prove nothing: `int class;` is good C. One pass, O(text). */
mln_header_kind mln_header_find_kind(mln_str text);

#endif
