#include "pattern/aliengrep.h"

#include <stdio.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "base/vec.h"

#include "base/banned.h"

#define TOKENS_MAX 2000u
#define VARIABLES_MAX 50u

typedef enum { WORD, SIGN, NEWLINE, VARIABLE, DOTS, OPEN, CLOSE } token_kind;

typedef struct {
    token_kind kind;
    mln_str text; /* of DOTS with a variable, `$...X` */
    bool is_long; /* DOTS: four of them */
    char close;   /* OPEN */
} token;

typedef struct {
    const mln_generic_options *options;
    char word[256]; /* a class of characters, without its brackets */
    char braces[MLN_GENERIC_BRACES_MAX + 5][2];
    uint32_t brace_count;
    MLN_VEC(token)
    tokens;
    MLN_VEC(mln_str)
    variables;
    mln_buf out;
} speller;

/* ---- characters ---- */

static bool is_word_char(const speller *s, char c)
{
    for (uint32_t i = 0; i < s->options->char_count; i++)
        if (s->options->chars[i] == c)
            return true;
    return mln_ascii_is_alnum(c) || c == '_';
}

static void add_quoted(mln_buf *out, mln_str text)
{
    for (uint32_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c < 0x80 && !mln_ascii_is_alnum(c) && c != '_' && c > ' ')
            mln_buf_add_char(out, '\\');
        mln_buf_add_char(out, text.ptr[i]);
    }
}

static void add_quoted_char(mln_buf *out, char c)
{
    add_quoted(out, (mln_str){&c, 1});
}

static void choose_characters(speller *s)
{
    static const char usual[][2] = {{'(', ')'}, {'[', ']'}, {'{', '}'}, {'"', '"'}, {'\'', '\''}};
    const mln_generic_options *options = s->options;
    uint32_t count = options->has_braces ? 0 : options->multiline ? 3 : 5;
    for (uint32_t i = 0; i < count; i++)
        memcpy(s->braces[s->brace_count++], usual[i], 2);
    for (uint32_t i = 0; i < options->brace_count; i++)
        memcpy(s->braces[s->brace_count++], options->braces[i], 2);
    mln_buf word = {0};
    mln_buf_add_text(&word, "A-Za-z0-9_");
    for (uint32_t i = 0; i < options->char_count; i++)
        add_quoted_char(&word, options->chars[i]);
    snprintf(s->word, sizeof s->word, "%.*s", (int)word.len, word.data);
    mln_buf_release(&word);
}

/* ---- tokens ---- */

static uint32_t get_name_length(mln_str text)
{
    uint32_t len = 0;
    if (!text.len || !mln_ascii_is_upper(text.ptr[0]))
        return 0;
    while (len < text.len && (mln_ascii_is_upper(text.ptr[len]) ||
                              mln_ascii_is_digit(text.ptr[len]) || text.ptr[len] == '_'))
        len++;
    return len;
}

/* `$X`, `$...X`, `$....X`; 0 when it is none. */
static uint32_t read_variable(speller *s, mln_str rest)
{
    static const char *const marks[] = {"$....", "$...", "$"};
    for (size_t i = 0; i < MLN_COUNT_OF(marks); i++) {
        mln_str mark = mln_str_of(marks[i]);
        if (!mln_str_starts_with(rest, mark))
            continue;
        uint32_t name = get_name_length((mln_str){rest.ptr + mark.len, rest.len - mark.len});
        if (!name)
            continue;
        token t = {.kind = mark.len > 1 ? DOTS : VARIABLE, .is_long = mark.len == 5};
        t.text = (mln_str){rest.ptr, mark.len + name};
        mln_vec_add(&s->tokens, t);
        return t.text.len;
    }
    return 0;
}

static const char *find_brace(const speller *s, char c, bool opens)
{
    for (uint32_t i = 0; i < s->brace_count; i++)
        if (s->braces[i][opens ? 0 : 1] == c)
            return s->braces[i];
    return NULL;
}

static uint32_t read_token(speller *s, mln_str rest)
{
    char c = rest.ptr[0];
    uint32_t len = 1;
    if (mln_str_starts_with(rest, MLN_STR("...."))) {
        mln_vec_add(&s->tokens, (token){.kind = DOTS, .is_long = true});
        return 4;
    }
    if (mln_str_starts_with(rest, MLN_STR("..."))) {
        mln_vec_add(&s->tokens, (token){.kind = DOTS});
        return 3;
    }
    if (c == '$') {
        uint32_t variable = read_variable(s, rest);
        if (variable)
            return variable;
    }
    if (is_word_char(s, c)) {
        while (len < rest.len && is_word_char(s, rest.ptr[len]))
            len++;
        mln_vec_add(&s->tokens, (token){.kind = WORD, .text = {rest.ptr, len}});
        return len;
    }
    if (c == '\n' || (c == '\r' && rest.len > 1 && rest.ptr[1] == '\n')) {
        if (!s->options->multiline)
            mln_vec_add(&s->tokens, (token){.kind = NEWLINE});
        return c == '\n' ? 1 : 2;
    }
    if (mln_ascii_is_space(c))
        return 1;
    /* A whole character. */
    while (len < rest.len && ((unsigned char)rest.ptr[len] & 0xC0) == 0x80)
        len++;
    const char *brace = find_brace(s, c, true);
    token t = {.kind = brace                     ? OPEN
                       : find_brace(s, c, false) ? CLOSE
                                                 : SIGN,
               .text = {rest.ptr, len},
               .close = brace ? brace[1] : 0};
    mln_vec_add(&s->tokens, t);
    return len;
}

/* Brackets that do not pair up are signs. */
static void pair_brackets(speller *s)
{
    MLN_VEC(uint32_t)
    open = {0};
    for (uint32_t i = 0; i < s->tokens.len; i++) {
        token *t = &s->tokens.data[i];
        if (t->kind != OPEN && t->kind != CLOSE)
            continue;
        char c = t->text.ptr[0];
        bool known = false;
        for (uint32_t k = 0; k < open.len; k++)
            known |= s->tokens.data[open.data[k]].close == c;
        if (t->kind == OPEN && !(known && t->close == c)) {
            mln_vec_add(&open, i);
            continue;
        }
        t->kind = known ? CLOSE : SIGN;
        while (known && open.len) {
            token *opener = &s->tokens.data[open.data[--open.len]];
            if (opener->close == c)
                break;
            opener->kind = SIGN;
        }
    }
    while (open.len)
        s->tokens.data[open.data[--open.len]].kind = SIGN;
    mln_vec_release(&open);
}

/* ---- spelling ---- */

/* A node: a word, a bracket, or another character; `m` across lines, `s` within one. */
static void add_dots(mln_buf *out, bool across, char excluded, bool padded)
{
    const char *space = across ? "\\s*+" : "[ \\t]*+";
    mln_buf except = {0};
    if (excluded) {
        mln_buf_add_text(&except, "(?!");
        add_quoted_char(&except, excluded);
        mln_buf_add_char(&except, ')');
    }
    mln_str no = mln_buf_get_str(&except);
    char kind = across ? 'm' : 's';
    if (padded)
        mln_buf_addf(out, "%s(?:%.*s(?&n%c)%s)*?", space, MLN_STR_ARGS(no), kind, space);
    else
        mln_buf_addf(out, "(?:%.*s(?&n%c)(?:%s%.*s(?&n%c))*?)??", MLN_STR_ARGS(no), kind, space,
                     MLN_STR_ARGS(no), kind);
    mln_buf_release(&except);
}

static void add_definitions(speller *s)
{
    mln_buf *out = &s->out;
    mln_buf_addf(out, "(?(DEFINE)(?<w>(?<![%s])[%s]++)(?<o>[^\\s%s])", s->word, s->word, s->word);
    for (int across = 0; across < 2; across++) {
        char kind = across ? 'm' : 's';
        mln_buf_addf(out, "(?<n%c>(?>(?&w)|(?&b%c)|(?&o)))(?<b%c>", kind, kind, kind);
        for (uint32_t i = 0; i < s->brace_count; i++) {
            mln_buf_add_text(out, i ? "|(?>" : "(?>");
            add_quoted_char(out, s->braces[i][0]);
            add_dots(out, across, s->braces[i][1], true);
            add_quoted_char(out, s->braces[i][1]);
            mln_buf_add_char(out, ')');
        }
        if (!s->brace_count)
            mln_buf_add_text(out, "(*FAIL)");
        mln_buf_add_char(out, ')');
    }
    mln_buf_add_char(out, ')');
}

/* `$....X` and `$...X` are one variable. */
static bool is_same(mln_str a, mln_str b)
{
    mln_str longest = MLN_STR("$...."), dotted = MLN_STR("$...");
    uint32_t skip_a = mln_str_starts_with(a, longest) ? 1 : 0;
    uint32_t skip_b = mln_str_starts_with(b, longest) ? 1 : 0;
    return mln_str_equal(a, b) ||
           (mln_str_starts_with(a, dotted) && mln_str_starts_with(b, dotted) &&
            mln_str_equal((mln_str){a.ptr + skip_a + 1, a.len - skip_a - 1},
                          (mln_str){b.ptr + skip_b + 1, b.len - skip_b - 1}));
}

/* Opens the group of a variable; false when it is known: then it must be the same text. */
static bool open_group(speller *s, const token *t)
{
    mln_str name = t->text;
    bool dotted = t->kind == DOTS;
    for (uint32_t i = 0; i < s->variables.len; i++)
        if (is_same(s->variables.data[i], name)) {
            if (dotted)
                mln_buf_addf(&s->out, "(?!(?<=[%s])[%s])\\g{%u}(?!(?<=[%s])[%s])", s->word, s->word,
                             i + 1, s->word, s->word);
            else
                mln_buf_addf(&s->out, "(?<![%s])\\g{%u}(?![%s])", s->word, i + 1, s->word);
            return false;
        }
    mln_vec_add(&s->variables, name);
    mln_buf_add_char(&s->out, '(');
    return true;
}

static void add_ellipsis(speller *s, const token *t, char excluded)
{
    bool group = t->text.len > 0;
    if (group && !open_group(s, t))
        return;
    bool longer = t->is_long && !s->options->multiline;
    if (longer)
        mln_buf_add_text(&s->out, "(?:\\n\\s*+)??");
    add_dots(&s->out, s->options->multiline || t->is_long, excluded, false);
    if (longer)
        mln_buf_add_text(&s->out, "(?:\\s*+\\n)??");
    if (group)
        mln_buf_add_char(&s->out, ')');
}

static void add_space(speller *s)
{
    mln_buf_add_text(&s->out, s->options->multiline ? "\\s*+" : "[ \\t]*+");
}

/* Where an ellipsis at the begin or end of the pattern, or of a line, reaches to; NULL: it does
 * not.
 */
static const char *get_edge(const speller *s, uint32_t index, bool begin)
{
    const token *t = &s->tokens.data[index];
    bool edge = begin ? index == 0 : index + 1 == s->tokens.len;
    bool line = edge || s->tokens.data[begin ? index - 1 : index + 1].kind == NEWLINE;
    if (t->kind != DOTS || !line)
        return NULL;
    if (!s->options->multiline && !t->is_long)
        return begin ? "(?:\\A|(?<=\\n))" : "(?:\\z|(?=\\r?\\n))";
    return !edge ? NULL : begin ? "\\A" : "\\z";
}

static void spell(speller *s)
{
    MLN_VEC(char)
    closers = {0};
    for (uint32_t i = 0; i < s->tokens.len; i++) {
        const token *t = &s->tokens.data[i];
        const char *edge = get_edge(s, i, true);
        if (i)
            add_space(s);
        if (edge) {
            mln_buf_add_text(&s->out, edge);
            add_space(s);
        }
        switch (t->kind) {
        case WORD:
            mln_buf_addf(&s->out, "(?<![%s])", s->word);
            add_quoted(&s->out, t->text);
            mln_buf_addf(&s->out, "(?![%s])", s->word);
            break;
        case NEWLINE:
            mln_buf_add_text(&s->out, "\\r?\\n");
            break;
        case VARIABLE:
            if (open_group(s, t))
                mln_buf_add_text(&s->out, "(?&w))");
            break;
        case DOTS:
            add_ellipsis(s, t, closers.len ? closers.data[closers.len - 1] : 0);
            break;
        case OPEN:
            mln_vec_add(&closers, t->close);
            add_quoted(&s->out, t->text);
            break;
        case CLOSE:
            closers.len -= closers.len > 0;
            add_quoted(&s->out, t->text);
            break;
        case SIGN:
            add_quoted(&s->out, t->text);
            break;
        }
        edge = get_edge(s, i, false);
        if (edge) {
            add_space(s);
            mln_buf_add_text(&s->out, edge);
        }
    }
    mln_vec_release(&closers);
    add_definitions(s);
}

static mln_status finish(speller *s, mln_arena *arena, mln_regex **regex, const mln_str **variables,
                         const mln_str **words, uint32_t *word_count, char *error,
                         size_t error_size)
{
    if (!s->tokens.len || s->tokens.len > TOKENS_MAX) {
        snprintf(error, error_size, s->tokens.len ? "it is too long" : "it is empty");
        return MLN_SYNTAX;
    }
    spell(s);
    if (s->variables.len > VARIABLES_MAX) {
        snprintf(error, error_size, "it has more than %u metavariables", VARIABLES_MAX);
        return MLN_LIMIT;
    }
    mln_str *names = MLN_ARENA_ARRAY(arena, mln_str, s->variables.len + 1);
    for (uint32_t i = 0; i < s->variables.len; i++) {
        names[i] = s->variables.data[i];
        /* Known elsewhere by three dots. */
        if (mln_str_starts_with(names[i], MLN_STR("$....")) && names[i].len < 200) {
            char text[256];
            int len = snprintf(text, sizeof text, "$%.*s", (int)names[i].len - 2, names[i].ptr + 2);
            names[i] = (mln_str){mln_arena_dup(arena, text, (size_t)len), (uint32_t)len};
        }
    }
    *variables = names;
    mln_str *list = MLN_ARENA_ARRAY(arena, mln_str, s->tokens.len);
    *word_count = 0;
    for (uint32_t i = 0; i < s->tokens.len; i++)
        if (s->tokens.data[i].kind == WORD)
            list[(*word_count)++] = s->tokens.data[i].text;
    *words = list;
    return mln_regex_new(regex, mln_buf_get_str(&s->out),
                         s->options->caseless ? MLN_REGEX_CASELESS : 0, error, error_size, NULL);
}

mln_status mln_aliengrep_compile(mln_arena *arena, mln_str text, const mln_generic_options *options,
                                 mln_regex **regex, const mln_str **variables,
                                 uint32_t *variable_count, const mln_str **words,
                                 uint32_t *word_count, char *error, size_t error_size)
{
    speller s = {.options = options};
    choose_characters(&s);
    mln_str trimmed = mln_str_trim(text);
    for (uint32_t at = 0; at < trimmed.len;)
        at += read_token(&s, (mln_str){trimmed.ptr + at, trimmed.len - at});
    pair_brackets(&s);
    mln_status status = finish(&s, arena, regex, variables, words, word_count, error, error_size);
    *variable_count = s.variables.len;
    mln_vec_release(&s.tokens);
    mln_vec_release(&s.variables);
    mln_buf_release(&s.out);
    return status;
}
