#include "cli/annotation.h"

#include "base/banned.h"

static const char *const words[] = {"ruleid", "ok", "todoruleid", "todook"};
#define WORDS_MAX 2u /* in one comment: ruleid: deepok: */

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

/* What stands in a comment that is alone on its line; empty when there is none. */
static mln_str get_comment(mln_str line)
{
    line = mln_str_trim(line);
    size_t i = 0;
    while (i < MLN_COUNT_OF(openers) && !mln_str_starts_with(line, mln_str_of(openers[i])))
        i++;
    if (i == MLN_COUNT_OF(openers))
        return (mln_str){0};
    line = mln_str_trim(skip_bytes(line, (uint32_t)strlen(openers[i])));
    for (size_t k = 0; k < MLN_COUNT_OF(closers); k++) {
        mln_str closer = mln_str_of(closers[k]);
        if (mln_str_ends_with(line, closer)) {
            line.len -= closer.len;
            break;
        }
    }
    return line;
}

/* The word and its colon at the start of a text, and the text behind. */
static bool read_word(mln_str text, mln_annotation *note, mln_str *rest)
{
    text = mln_str_trim(text);
    note->deep = mln_str_starts_with(text, MLN_STR("deep"));
    uint32_t skip = note->deep ? 4 : 0;
    if (mln_str_starts_with(text, MLN_STR("pro"))) {
        note->deep = true;
        skip = 3;
    }
    text = skip_bytes(text, skip);
    for (size_t i = 0; i < MLN_COUNT_OF(words); i++) {
        mln_str word = mln_str_of(words[i]);
        if (!mln_str_starts_with(text, word))
            continue;
        mln_str after = mln_str_trim(skip_bytes(text, word.len));
        if (after.len == 0 || after.ptr[0] != ':')
            continue;
        note->expect = (mln_expect)i;
        *rest = skip_bytes(after, 1);
        return true;
    }
    return false;
}

static void add_ids(mln_annotations *list, const mln_annotation *words_read, uint32_t count,
                    mln_str ids)
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
        for (uint32_t i = 0; id.len > 0 && i < count; i++) {
            mln_annotation note = words_read[i];
            note.rule = id;
            mln_vec_add(list, note);
        }
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
        mln_str rest = get_comment((mln_str){text.ptr + at, stop - at});
        mln_annotation read[WORDS_MAX] = {0};
        uint32_t count = 0;
        while (count < WORDS_MAX && read_word(rest, &read[count], &rest))
            count++;
        if (count) {
            add_ids(list, read, count, rest);
        } else {
            while (waiting < list->len)
                list->data[waiting++].line = line;
        }
        at = stop + 1;
    }
    while (waiting < list->len)
        list->data[waiting++].line = line;
}

void mln_annotations_choose(mln_annotations *list, bool deep)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < list->len; i++) {
        const mln_annotation *note = &list->data[i];
        bool replaced = note->deep && !deep;
        for (uint32_t k = 0; k < list->len && deep && !note->deep && !replaced; k++) {
            const mln_annotation *other = &list->data[k];
            replaced =
                other->deep && other->line == note->line && mln_str_equal(other->rule, note->rule);
        }
        if (!replaced)
            list->data[kept++] = *note;
    }
    list->len = kept;
}
