#include "pattern/wrap_p.h"

#include "base/ascii.h"
#include "pattern/prepare.h"

#include "base/banned.h"

static const mln_wrapping ecma_object[] = {
    {"(", "\n)", HOW_EXPR}, {"", "", HOW_PLAIN}, {"(", "\n);", HOW_EXPR}};
static const mln_wrapping ecma_field[] = {{"({", "\n})", HOW_FIELD}, {"", "", HOW_PLAIN}};
static const mln_wrapping ecma_try[] = {{"try {} ", "", HOW_CATCH}, {"try {} ", "{}", HOW_CATCH}};
static const mln_wrapping ecma_decorator[] = {{"", "", HOW_PLAIN},
                                              {"class C {", "\n}", HOW_MEMBER},
                                              {"class C {", "{}\n}", HOW_MEMBER},
                                              {"", "{}", HOW_OPEN},
                                              {"", "\nclass C {}", HOW_NOTHING}};
static const mln_wrapping ecma_case[] = {{"switch (s) {", "\n}", HOW_CASE}};
static const mln_wrapping ecma[] = {
    {"", "", HOW_PLAIN},
    {"(", "\n)", HOW_EXPR},
    {"", "{}", HOW_OPEN},
    {"class C {", "\n}", HOW_MEMBER},
    {"class C {", "{}\n}", HOW_MEMBER},
    {"function* f() {", "\n}", HOW_BODY},
    {"async function f() {", "\n}", HOW_BODY},
    {"try {} ", "", HOW_CATCH},
    {"({", "\n})", HOW_FIELD},
};
static const mln_wrapping c_top[] = {{"", "\n", HOW_PLAIN}};
static const mln_wrapping c_expression[] = {
    {"void f() {\n_r = ", ";\n}", HOW_RIGHT},
    {"void f() {\n", "\n}", HOW_BODY},
    {"void f() {\n", ";\n}", HOW_BODY},
    {"void f() {\n", "{}\n}", HOW_BODY_OPEN},
    {"", "\n", HOW_PLAIN},
    {"void f() { switch (s) {\n", "\n} }", HOW_BODY_CASE},
};
static const mln_wrapping c_any[] = {
    {"void f() {\n", "\n}", HOW_BODY},
    {"void f() {\n", ";\n}", HOW_BODY},
    {"void f() {\n", "{}\n}", HOW_BODY_OPEN},
    {"", "\n", HOW_PLAIN},
    {"void f() { switch (s) {\n", "\n} }", HOW_BODY_CASE},
};

static bool starts_with_word(mln_str text, const char *word)
{
    mln_str prefix = mln_str_of(word);
    if (!mln_str_starts_with(text, prefix))
        return false;
    char next = text.len > prefix.len ? text.ptr[prefix.len] : ' ';
    return !(mln_ascii_is_letter(next) || next == '_' || mln_ascii_is_digit(next) || next == '$');
}

bool mln_wrap_starts_statement(mln_str text)
{
    static const char *const words[] = {"if",  "while", "for",    "switch", "do",
                                        "try", "with",  "return", "throw"};
    for (size_t i = 0; i < MLN_COUNT_OF(words); i++)
        if (starts_with_word(text, words[i]))
            return true;
    return false;
}

/* `key: value`, which a grammar takes for a labelled statement. */
static bool is_field(mln_str text)
{
    uint32_t i = 0;
    if (starts_with_word(text, "default"))
        return false;
    if (text.len && (text.ptr[0] == '"' || text.ptr[0] == '\'')) {
        char quote = text.ptr[i++];
        while (i < text.len && text.ptr[i] != quote)
            i++;
        i++;
    } else {
        while (i < text.len &&
               (mln_ascii_is_alnum(text.ptr[i]) || text.ptr[i] == '_' || text.ptr[i] == '$'))
            i++;
    }
    if (i == 0)
        return false;
    while (i < text.len && text.ptr[i] == ' ')
        i++;
    return i < text.len && text.ptr[i] == ':';
}

static const mln_wrapping *choose(mln_str text, mln_lang lang, size_t *count)
{
#define CHOOSE(list) (*count = MLN_COUNT_OF(list), list)
    if (lang == MLN_LANG_C) {
        if (text.len && text.ptr[0] == '#')
            return CHOOSE(c_top);
        if (!memchr(text.ptr, ';', text.len) && !memchr(text.ptr, '\n', text.len) &&
            !memchr(text.ptr, '{', text.len))
            return CHOOSE(c_expression);
        return CHOOSE(c_any);
    }
    if (text.len && text.ptr[0] == '{')
        return CHOOSE(ecma_object);
    if (starts_with_word(text, "catch") || starts_with_word(text, "finally"))
        return CHOOSE(ecma_try);
    if (starts_with_word(text, "case") || starts_with_word(text, "default"))
        return CHOOSE(ecma_case);
    if (text.len && text.ptr[0] == '@')
        return CHOOSE(ecma_decorator);
    if (is_field(text))
        return CHOOSE(ecma_field);
    return CHOOSE(ecma);
#undef CHOOSE
}

static uint32_t line_of(mln_str text, uint32_t offset)
{
    uint32_t line = 1;
    for (uint32_t i = 0; i < offset && i < text.len; i++)
        line += text.ptr[i] == '\n';
    return line;
}

void mln_wrapped_read(mln_wrapped *wrapped, mln_parser *parser, mln_tree *scratch, mln_arena *arena,
                      mln_str text, mln_lang lang, uint32_t first)
{
    lang = lang == MLN_LANG_C ? MLN_LANG_C : MLN_LANG_TSX;
    mln_str trimmed = mln_str_trim(text);
    mln_buf prepared = {0}, as_object = {0}, whole = {0};
    /* A brace in front is an object's or a block's: each is spelled in its own way. */
    bool brace = trimmed.len && trimmed.ptr[0] == '{' && lang != MLN_LANG_C;
    mln_prepare(trimmed, lang, false, &prepared);
    if (brace)
        mln_prepare(trimmed, lang, true, &as_object);
    size_t count;
    const mln_wrapping *list = choose(trimmed, lang, &count);
    *wrapped = (mln_wrapped){.index = (uint32_t)count, .error_line = 1, .status = MLN_SYNTAX};
    for (uint32_t i = first; i < count && !wrapped->wrapping; i++) {
        const mln_buf *spelled = brace && list[i].how == HOW_EXPR ? &as_object : &prepared;
        mln_buf_clear(&whole);
        mln_buf_add_text(&whole, list[i].before);
        mln_buf_add_str(&whole, mln_buf_get_str(spelled));
        mln_buf_add_text(&whole, list[i].after);
        wrapped->status = mln_parser_parse_as(parser, scratch, lang, mln_buf_get_str(&whole));
        if (wrapped->status != MLN_OK)
            continue;
        if (scratch->errors.len) {
            wrapped->status = MLN_SYNTAX;
            if (i == 0)
                wrapped->error_line = line_of(scratch->text, scratch->errors.data[0].span.start);
            continue;
        }
        scratch->text = (mln_str){mln_arena_dup(arena, whole.data, whole.len), (uint32_t)whole.len};
        mln_tree_freeze(&wrapped->tree, scratch, arena);
        wrapped->wrapping = &list[i];
        wrapped->index = i;
    }
    mln_buf_release(&prepared);
    mln_buf_release(&as_object);
    mln_buf_release(&whole);
}
