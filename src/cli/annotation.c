#include "cli/annotation.h"

#include "base/banned.h"

static const char *const words[] = {"ruleid", "ok", "todoruleid", "todook"};
static const char *const openers[] = {"//", "#", "{/*", "/*", "<!--", "*"};
static const char *const closers[] = {"*/}", "*/", "-->"};

const char *mln_expect_get_word(mln_expect expect)
{
    return words[expect];
}

static mln_str skip_bytes(mln_str text, uint32_t count)
{
    return (mln_str){text.ptr + count, text.len - count};
}

/* The text after the comment's mark and the word, when the line is an annotation. */
static bool read_word(mln_str line, mln_expect *expect, mln_str *rest)
{
    line = mln_str_trim(line);
    bool comment = false;
    for (size_t i = 0; i < MLN_COUNT_OF(openers) && !comment; i++) {
        mln_str opener = mln_str_of(openers[i]);
        comment = mln_str_starts_with(line, opener);
        if (comment)
            line = mln_str_trim(skip_bytes(line, opener.len));
    }
    if (!comment)
        return false;
    for (size_t i = 0; i < MLN_COUNT_OF(words); i++) {
        mln_str word = mln_str_of(words[i]);
        if (!mln_str_starts_with(line, word))
            continue;
        mln_str after = mln_str_trim(skip_bytes(line, word.len));
        if (after.len == 0 || after.ptr[0] != ':')
            continue;
        after = skip_bytes(after, 1);
        for (size_t k = 0; k < MLN_COUNT_OF(closers); k++) {
            mln_str closer = mln_str_of(closers[k]);
            if (mln_str_ends_with(after, closer)) {
                after.len -= closer.len;
                break;
            }
        }
        *expect = (mln_expect)i;
        *rest = after;
        return true;
    }
    return false;
}

static void add_ids(mln_annotations *list, mln_expect expect, mln_str ids)
{
    while (ids.len > 0) {
        uint32_t len = 0;
        while (len < ids.len && ids.ptr[len] != ',')
            len++;
        mln_str id = mln_str_trim((mln_str){ids.ptr, len});
        /* What follows an id on the line is a remark. */
        for (uint32_t i = 0; i < id.len; i++) {
            if (id.ptr[i] == ' ' || id.ptr[i] == '\t')
                id.len = i;
        }
        if (id.len > 0)
            mln_vec_add(list, (mln_annotation){.expect = expect, .rule = id});
        ids = skip_bytes(ids, len < ids.len ? len + 1 : len);
    }
}

void mln_annotations_read(mln_annotations *list, mln_str text)
{
    uint32_t waiting = list->len; /* the first that does not know its line yet */
    uint32_t line = 1;
    for (uint32_t at = 0; at < text.len; line++) {
        const char *end = memchr(text.ptr + at, '\n', text.len - at);
        uint32_t stop = end != NULL ? (uint32_t)(end - text.ptr) : text.len;
        mln_expect expect;
        mln_str rest;
        if (read_word((mln_str){text.ptr + at, stop - at}, &expect, &rest)) {
            add_ids(list, expect, rest);
        } else {
            while (waiting < list->len)
                list->data[waiting++].line = line;
        }
        at = stop + 1;
    }
    while (waiting < list->len)
        list->data[waiting++].line = line;
}
