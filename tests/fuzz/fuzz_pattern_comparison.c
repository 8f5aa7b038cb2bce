/* Comparisons, analyzers and the derived literal of regular expressions, on any text. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "pattern/analysis.h"
#include "pattern/comparison.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static mln_value look_up(void *context, mln_str name)
{
    const mln_str *text = context;
    mln_value value = {.kind = MLN_VALUE_STRING, .text = *text};
    if (name.len > 1 && name.ptr[1] == 'I') {
        value.kind = MLN_VALUE_INT;
        value.as.integer = (int64_t)name.len - 3;
    } else if (name.len > 1 && name.ptr[1] == 'F') {
        value.kind = MLN_VALUE_FLOAT;
        value.as.number = (double)name.len / 2;
    }
    return value;
}

/* A match must contain the literal its expression is said to need. */
static void check_literal(mln_str text, mln_regex_matcher *matcher)
{
    uint32_t half = text.len / 2;
    mln_str pattern = {text.ptr, half}, subject = {text.ptr + half, text.len - half}, literal;
    mln_regex *regex;
    if (mln_regex_new(&regex, pattern, 0, NULL, 0, NULL) != MLN_OK)
        return;
    if (mln_regex_get_literal(regex, &literal) &&
        mln_regex_match(regex, matcher, subject, 0, NULL, NULL) == MLN_REGEX_MATCH) {
        bool found = false;
        for (uint32_t i = 0; i + literal.len <= subject.len; i++)
            found = found || memcmp(subject.ptr + i, literal.ptr, literal.len) == 0;
        if (!found)
            abort();
    }
    mln_regex_iter iter = mln_regex_iter_init(regex, matcher, subject);
    uint32_t count = 0;
    while (mln_regex_iter_next(&iter, NULL, NULL) == MLN_REGEX_MATCH)
        if (++count > 2 * subject.len + 2)
            abort();
    mln_regex_free(regex);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static mln_regex_matcher *matcher;
    if (size > 4096)
        return 0;
    if (!matcher)
        matcher = mln_regex_matcher_new();
    mln_str text = {(const char *)data, (uint32_t)size};
    mln_arena arena = {0};
    const mln_comparison *comparison;
    char error[64];
    uint32_t offset = 0;
    mln_status status = mln_comparison_compile(&arena, text, size & 1, 0, &comparison, error,
                                               sizeof error, &offset);
    if (status == MLN_OK) {
        (void)mln_comparison_evaluate(comparison, matcher, look_up, &text);
        mln_comparison_release(comparison);
    } else if (offset > size || comparison) {
        abort();
    }
    mln_arena_release(&arena);
    (void)mln_analysis_is_high_entropy(text);
    (void)mln_analysis_is_redos(text);
    if (size)
        check_literal(text, matcher);
    return 0;
}
