#include "files/lang.h"

#include "files/cplusplus_p.h"

#include "base/banned.h"

static const struct {
    const char *id, *aliases, *extensions;
} langs[] = {
    {"none", "", ""},
#define MLN_LANG(name, id, aliases, extensions) {id, aliases, extensions},
#include "files/lang_list.h"
#undef MLN_LANG
};

const char *mln_lang_get_id(mln_lang lang)
{
    return (unsigned)lang < MLN_COUNT_OF(langs) ? langs[lang].id : "none";
}

/* Whether `word` is one of the words of `list`, which are in lower case; `any_case`: compared
 * without regard to case. */
static bool has_word(const char *list, mln_str word, bool any_case)
{
    while (*list) {
        size_t len = strcspn(list, " ");
        mln_str own = {list, (uint32_t)len};
        if (any_case ? mln_str_equal_any_case(word, own) : mln_str_equal(word, own))
            return true;
        list += len;
        while (*list == ' ')
            list++;
    }
    return false;
}

mln_lang_set mln_lang_find(mln_str name)
{
    mln_lang_set set = 0;
    if (!name.len)
        return 0;
    for (uint32_t lang = 1; lang < MLN_LANG_COUNT; lang++)
        if (mln_str_is(name, langs[lang].id) || has_word(langs[lang].aliases, name, true))
            set |= MLN_LANG_BIT(lang);
    if (set & MLN_LANG_BIT(MLN_LANG_TS))
        set |= MLN_LANG_BIT(MLN_LANG_TSX);
    return set;
}

/* Without the dot; empty when there is none, and for a name like ".js". */
static mln_str get_extension(mln_str path)
{
    mln_str name = mln_str_after_last(path, '/');
    for (uint32_t i = name.len; i-- > 1;)
        if (name.ptr[i] == '.')
            return (mln_str){name.ptr + i + 1, name.len - i - 1};
    return MLN_STR("");
}

static mln_lang find_by_extension(mln_str path)
{
    mln_str extension = get_extension(path);
    if (extension.len)
        for (uint32_t lang = 1; lang < MLN_LANG_COUNT; lang++)
            if (has_word(langs[lang].extensions, extension, true))
                return (mln_lang)lang;
    return MLN_LANG_NONE;
}

bool mln_lang_has_extension(mln_str path)
{
    return find_by_extension(path) != MLN_LANG_NONE;
}

static mln_str next_word(mln_str *line)
{
    *line = mln_str_trim(*line);
    uint32_t len = 0;
    while (len < line->len && line->ptr[len] != ' ' && line->ptr[len] != '\t')
        len++;
    mln_str word = {line->ptr, len};
    *line = (mln_str){line->ptr + len, line->len - len};
    return word;
}

/* What a program that runs scripts runs; `starts_other` is set when it names the next one. */
static mln_lang find_by_program(mln_str program, bool *starts_other)
{
    mln_str name = mln_str_after_last(program, '/');
    *starts_other = has_word("env npx bunx", name, false);
    /* A version may follow: node20, node-18. */
    while (name.len > 4 && memchr("0123456789.-", name.ptr[name.len - 1], 12))
        name.len--;
    if (has_word("node nodejs iojs zx", name, false))
        return MLN_LANG_JS;
    if (has_word("bun deno ts-node ts-node-esm tsx", name, false))
        return MLN_LANG_TS;
    return has_word("tcc", name, false) ? MLN_LANG_C : MLN_LANG_NONE;
}

static mln_lang find_by_shebang(mln_str head)
{
    if (mln_str_starts_with(head, MLN_STR("\xEF\xBB\xBF")))
        head = (mln_str){head.ptr + 3, head.len - 3};
    if (!mln_str_starts_with(head, MLN_STR("#!")))
        return MLN_LANG_NONE;
    const char *end = memchr(head.ptr, '\n', head.len);
    mln_str line = {head.ptr + 2, (end ? (uint32_t)(end - head.ptr) : head.len) - 2};
    bool starts_other = false;
    mln_lang lang = find_by_program(next_word(&line), &starts_other);
    while (lang == MLN_LANG_NONE && starts_other) {
        mln_str word = next_word(&line);
        if (!word.len)
            break;
        if (mln_str_is(word, "-u") || mln_str_is(word, "-C")) {
            next_word(&line);
        } else if (mln_str_starts_with(word, MLN_STR("-S")) && word.len > 2) {
            lang = find_by_program((mln_str){word.ptr + 2, word.len - 2}, &starts_other);
        } else if (word.ptr[0] != '-' && !memchr(word.ptr, '=', word.len)) {
            lang = find_by_program(word, &starts_other);
        }
    }
    return lang;
}

mln_lang mln_lang_detect(mln_str path, mln_str head, bool *cplusplus)
{
    *cplusplus = false;
    mln_lang lang = find_by_extension(path);
    if (lang == MLN_LANG_NONE)
        return find_by_shebang(head);
    if (lang == MLN_LANG_C && has_word("h", get_extension(path), true)) {
        mln_header_kind kind = mln_header_find_kind(head);
        *cplusplus = kind == MLN_HEADER_CPLUSPLUS;
        return kind == MLN_HEADER_C ? MLN_LANG_C : MLN_LANG_NONE;
    }
    return lang;
}
