#define _GNU_SOURCE
#include "files/lang.h"

#include "files/skip.h"

#include "base/banned.h"

typedef struct {
    const char *id;
    const char *aliases;
    const char *extensions;
} lang_info;

static const lang_info langs[] = {
    {"none", "", ""},
#define MLN_LANG(name, id, aliases, extensions) {id, aliases, extensions},
#include "files/lang_list.h"
#undef MLN_LANG
};

static const struct {
    const char *id;
    const char *text;
} skips[] = {
#define MLN_SKIP(name, id, text) {id, text},
    MLN_SKIP_LIST(MLN_SKIP)
#undef MLN_SKIP
};

const char *mln_skip_get_id(mln_skip_reason reason)
{
    return skips[reason].id;
}

const char *mln_skip_get_text(mln_skip_reason reason)
{
    return skips[reason].text;
}

const char *mln_lang_get_id(mln_lang lang)
{
    return langs[lang].id;
}

/* Whether `word` is one of the words of `list`, letters compared without case. */
static bool has_word(const char *list, mln_str word)
{
    while (*list) {
        size_t len = strcspn(list, " ");
        if (len == word.len) {
            size_t i = 0;
            while (i < len && (word.ptr[i] == list[i] ||
                               (word.ptr[i] >= 'A' && word.ptr[i] <= 'Z' &&
                                (word.ptr[i] | 0x20) == list[i])))
                i++;
            if (i == len)
                return true;
        }
        list += len + strspn(list + len, " ");
    }
    return false;
}

mln_lang_set mln_lang_find(mln_str name)
{
    mln_lang_set set = 0;
    for (uint32_t lang = 1; lang < MLN_LANG_COUNT; lang++)
        if (mln_str_is(name, langs[lang].id) || has_word(langs[lang].aliases, name))
            set |= MLN_LANG_BIT(lang);
    if (set & MLN_LANG_BIT(MLN_LANG_TS))
        set |= MLN_LANG_BIT(MLN_LANG_TSX);
    return set;
}

static mln_str get_extension(mln_str path)
{
    for (uint32_t i = path.len; i-- > 0 && path.ptr[i] != '/';)
        if (path.ptr[i] == '.')
            return i == 0 || path.ptr[i - 1] == '/'
                       ? MLN_STR("")
                       : (mln_str){path.ptr + i + 1, path.len - i - 1};
    return MLN_STR("");
}

static mln_lang by_extension(mln_str path)
{
    mln_str extension = get_extension(path);
    for (uint32_t lang = 1; extension.len && lang < MLN_LANG_COUNT; lang++)
        if (has_word(langs[lang].extensions, extension))
            return (mln_lang)lang;
    return MLN_LANG_NONE;
}

bool mln_lang_has_extension(mln_str path)
{
    return by_extension(path) != MLN_LANG_NONE;
}

static mln_lang by_shebang(mln_str head)
{
    if (!mln_str_starts_with(head, MLN_STR("#!")))
        return MLN_LANG_NONE;
    mln_lang lang = MLN_LANG_NONE;
    uint32_t at = 2;
    while (at < head.len && head.ptr[at] != '\n') {
        while (at < head.len && (head.ptr[at] == ' ' || head.ptr[at] == '\t'))
            at++;
        uint32_t from = at;
        while (at < head.len && (unsigned char)head.ptr[at] > ' ') {
            at++;
            if (head.ptr[at - 1] == '/')
                from = at;
        }
        mln_str word = {head.ptr + from, at - from};
        if (has_word("node nodejs bun", word))
            lang = MLN_LANG_JS;
        else if (has_word("deno ts-node tsx", word))
            lang = MLN_LANG_TS;
        if (at < head.len && head.ptr[at] != '\n' && at == from)
            at++;
    }
    return lang;
}

static bool is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* Words and marks that C does not have, outside comments, strings and parts for C++ alone. */
static bool is_cplusplus(mln_str text)
{
    static const char words[] = "class namespace template typename constexpr nullptr static_cast "
                                "dynamic_cast reinterpret_cast noexcept mutable virtual";
    uint32_t at = 0, skipped = 0; /* depth of #ifdef __cplusplus */
    while (at < text.len) {
        char c = text.ptr[at];
        mln_str rest = {text.ptr + at, text.len - at};
        if (c == '#') {
            mln_str line = rest;
            const char *end = memchr(line.ptr, '\n', line.len);
            if (end)
                line.len = (uint32_t)(end - line.ptr);
            mln_str word = mln_str_trim((mln_str){line.ptr + 1, line.len - 1});
            bool opens = mln_str_starts_with(word, MLN_STR("if"));
            if (skipped && opens)
                skipped++;
            else if (skipped && mln_str_starts_with(word, MLN_STR("endif")))
                skipped--;
            else if (skipped == 1 && mln_str_starts_with(word, MLN_STR("el")))
                skipped = 0;
            else if (opens && !mln_str_starts_with(word, MLN_STR("ifndef")) && word.len > 11 &&
                     memmem(word.ptr, word.len, "__cplusplus", 11))
                skipped = 1;
            at += line.len;
        } else if (mln_str_starts_with(rest, MLN_STR("//"))) {
            while (at < text.len && text.ptr[at] != '\n')
                at++;
        } else if (mln_str_starts_with(rest, MLN_STR("/*"))) {
            at += 2;
            while (at + 1 < text.len && !(text.ptr[at] == '*' && text.ptr[at + 1] == '/'))
                at++;
            at += 2;
        } else if (c == '"' || c == '\'') {
            at++;
            while (at < text.len && text.ptr[at] != c && text.ptr[at] != '\n')
                at += text.ptr[at] == '\\' ? 2 : 1;
            at++;
        } else if (is_name_char(c)) {
            uint32_t from = at;
            while (at < text.len && is_name_char(text.ptr[at]))
                at++;
            mln_str word = {text.ptr + from, at - from};
            uint32_t after = at;
            while (after < text.len && (text.ptr[after] == ' ' || text.ptr[after] == '\t'))
                after++;
            char next = after < text.len ? text.ptr[after] : '\0';
            /* A keyword of C++ may be a name in C: what follows decides. */
            bool name_follows = is_name_char(next) || next == '<' || next == '{';
            if (!skipped && name_follows && has_word(words, word))
                return true;
            if (!skipped && next == ':' &&
                has_word("public private protected", word))
                return true;
        } else if (!skipped && c == ':' && rest.len > 2 && rest.ptr[1] == ':' &&
                   is_name_char(rest.ptr[2])) {
            return true;
        } else if (!skipped && c == '@' && rest.len > 10 &&
                   (mln_str_starts_with(rest, MLN_STR("@interface")) ||
                    mln_str_starts_with(rest, MLN_STR("@protocol")))) {
            return true;
        } else {
            at++;
        }
    }
    return false;
}

mln_lang mln_lang_detect(mln_str path, mln_str head, bool *cplusplus)
{
    *cplusplus = false;
    mln_lang lang = by_extension(path);
    if (lang == MLN_LANG_NONE && !get_extension(path).len)
        return by_shebang(head);
    if (lang == MLN_LANG_C && mln_str_is(get_extension(path), "h") && is_cplusplus(head)) {
        *cplusplus = true;
        return MLN_LANG_NONE;
    }
    return lang;
}
