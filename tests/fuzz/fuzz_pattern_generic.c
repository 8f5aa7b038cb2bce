/* A pattern for text and a text, a NUL between them; the first byte chooses options. */
#include <stdlib.h>

#include "pattern/generic.h"
#include "pattern/needle.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void match(const mln_generic *generic, mln_str text, mln_arena *arena)
{
    mln_regex_matcher *regex = mln_regex_matcher_new();
    mln_generic_matcher *matcher = mln_generic_matcher_new(regex);
    mln_generic_text cut = {.text = text};
    mln_matches list = {0};
    if (mln_generic_needs_tokens(generic))
        mln_generic_read(arena, text, mln_generic_get_comment_style(generic), &cut);
    mln_generic_find(matcher, generic, &cut, 0, arena, &list);
    for (uint32_t i = 0; i < list.matches.len; i++) {
        const mln_match *found = &list.matches.data[i];
        if (found->span.start > found->span.stop || found->span.stop > text.len)
            abort();
        for (uint32_t v = 0; v < mln_generic_get_variable_count(generic); v++)
            if (found->bounds[v].kind != MLN_BOUND_NOT && found->bounds[v].span.stop > text.len)
                abort();
    }
    mln_vec_release(&list.matches);
    mln_generic_matcher_free(matcher);
    mln_regex_matcher_free(regex);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2 || size > 4096)
        return 0;
    mln_arena arena = {0};
    mln_generic_options options = mln_pattern_options_default().generic;
    options.aliengrep = data[0] & 1;
    options.multiline = !(data[0] & 2);
    options.caseless = data[0] & 4;
    options.comment_style = data[0] >> 3 & 3;
    options.max_span = data[0] & 32 ? 0 : 10;
    const char *input = (const char *)data + 1;
    const char *end = memchr(input, 0, size - 1);
    uint32_t len = end ? (uint32_t)(end - input) : (uint32_t)(size - 1);
    mln_str pattern = {input, len};
    mln_str text = {input + len, (uint32_t)(size - 1) - len};
    if (!end)
        text = pattern;
    char error[256];
    uint32_t line;
    mln_generic *generic;
    mln_str words[MLN_NEEDLES_MAX];
    (void)mln_needles_find(&arena, pattern, words);
    if (mln_generic_compile(&arena, pattern, &options, &generic, error, sizeof error, &line) ==
        MLN_OK) {
        match(generic, text, &arena);
        mln_generic_release(generic);
    }
    mln_arena_release(&arena);
    return 0;
}
