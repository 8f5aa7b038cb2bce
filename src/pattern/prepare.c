#include "pattern/prepare.h"

#include "base/ascii.h"
#include "base/vec.h"

#include "base/banned.h"

/* What an open bracket holds. */
typedef enum { IN_STATEMENTS, IN_PARENS, IN_FOR, IN_LIST, IN_OBJECT, IN_CLASS, IN_TAG } place;

typedef struct {
    mln_str text;
    uint32_t at;
    mln_buf *out;
    MLN_VEC(uint8_t)
    places;
    /* The last tokens written, blanks aside. */
    char last;         /* last character of the last token */
    mln_str last_word; /* the last token, if it was a word */
    bool class_head;   /* between `class` and its brace */
    uint32_t import_head;
    bool c;
    bool object; /* a brace in front opens an object */
} scanner;

static bool is_word(char c)
{
    return mln_ascii_is_alnum(c) || c == '_' || c == '$' || (unsigned char)c >= 0x80;
}

static char peek(const scanner *s, uint32_t ahead)
{
    return s->at + ahead < s->text.len ? s->text.ptr[s->at + ahead] : '\0';
}

static bool looks_at(const scanner *s, const char *text)
{
    uint32_t len = (uint32_t)strlen(text);
    return s->at + len <= s->text.len && memcmp(s->text.ptr + s->at, text, len) == 0;
}

/* The next character behind `from` that is not blank; '\n' when the line ends first. */
static char next_in_line(const scanner *s, uint32_t from)
{
    for (uint32_t i = from; i < s->text.len; i++) {
        char c = s->text.ptr[i];
        if (c == '\n')
            return '\n';
        if (c != ' ' && c != '\t' && c != '\r')
            return c;
    }
    return '\0';
}

/* Whether the statement at hand begins with `case` or `default`: `case 1: ... break;`. */
static bool is_in_case(const scanner *s)
{
    mln_str text = mln_buf_get_str(s->out);
    uint32_t from = text.len;
    while (from > 0 && !strchr(";{}", text.ptr[from - 1]))
        from--;
    text = mln_str_trim((mln_str){text.ptr + from, text.len - from});
    return mln_str_starts_with(text, MLN_STR("case ")) ||
           mln_str_starts_with(text, MLN_STR("default"));
}

static place current_place(const scanner *s)
{
    return s->places.len ? (place)s->places.data[s->places.len - 1] : IN_STATEMENTS;
}

static void emit(scanner *s, const char *text)
{
    mln_buf_add_text(s->out, text);
    s->last = text[strlen(text) - 1];
    s->last_word = MLN_STR("");
}

static bool starts_regex(const scanner *s)
{
    if (s->c)
        return false;
    if (s->last == '\0')
        return true;
    if (s->last_word.len)
        return mln_str_is(s->last_word, "return") || mln_str_is(s->last_word, "typeof") ||
               mln_str_is(s->last_word, "case");
    return strchr("(,=:[!&|?{};+-*%~^<>", s->last) != NULL;
}

static void copy_quoted(scanner *s)
{
    char quote = s->text.ptr[s->at];
    uint32_t from = s->at++;
    bool in_class = false;
    while (s->at < s->text.len) {
        char c = s->text.ptr[s->at++];
        if (c == '\\' && s->at < s->text.len) {
            s->at++;
            continue;
        }
        if (quote == '/' && c == '[')
            in_class = true;
        if (quote == '/' && c == ']')
            in_class = false;
        if (c == quote && !in_class)
            break;
        if (c == '\n' && quote != '`')
            break;
    }
    mln_buf_add(s->out, s->text.ptr + from, s->at - from);
    s->last = '"';
    s->last_word = MLN_STR("");
}

static bool is_block_brace(const scanner *s)
{
    if (s->last == '\0' || s->last == ')' || s->last == ';' || s->last == '{' || s->last == '}')
        return true;
    if (s->last == '>' && s->out->len >= 2 && s->out->data[s->out->len - 1] != '=') {
        /* `=> {` */
        size_t i = s->out->len;
        while (i && (s->out->data[i - 1] == ' ' || s->out->data[i - 1] == '\n'))
            i--;
        return i >= 2 && s->out->data[i - 2] == '=';
    }
    if (s->last_word.len) {
        static const char *const words[] = {"else", "try", "finally", "do", "static"};
        for (size_t i = 0; i < MLN_COUNT_OF(words); i++)
            if (mln_str_is(s->last_word, words[i]))
                return true;
        /* A return type: `): T {`, or C's `struct s {`. */
        return false;
    }
    return false;
}

static bool only_blank_before(const scanner *s)
{
    for (uint32_t i = s->at; i-- > 0;) {
        if (s->text.ptr[i] == '\n')
            return true;
        if (s->text.ptr[i] != ' ' && s->text.ptr[i] != '\t')
            return false;
    }
    return true;
}

/* Whether what is behind `...` in its line begins a statement of its own: no operator is a word,
 * but for these. */
static bool begins_statement(const scanner *s, uint32_t from)
{
    static const char *const operators[] = {"in", "of", "instanceof", "as", "satisfies"};
    while (from < s->text.len && (s->text.ptr[from] == ' ' || s->text.ptr[from] == '\t'))
        from++;
    uint32_t end = from;
    while (end < s->text.len && is_word(s->text.ptr[end]))
        end++;
    mln_str word = {s->text.ptr + from, end - from};
    for (size_t i = 0; i < MLN_COUNT_OF(operators); i++)
        if (mln_str_is(word, operators[i]))
            return false;
    return word.len > 0;
}

static void put_ellipsis(scanner *s)
{
    char after = next_in_line(s, s->at + 3);
    char direct = peek(s, 3);
    bool spread = !s->c && (is_word(direct) || direct == '[' || direct == '{') &&
                  current_place(s) != IN_STATEMENTS;
    if (spread) {
        mln_buf_add_text(s->out, "...");
        s->last = '.';
        s->last_word = MLN_STR("");
        s->at += 3;
        return;
    }
    s->at += 3;
    place where = current_place(s);
    bool begins =
        s->last == '\0' || s->last == ';' || s->last == '{' || s->last == '}' || s->last == ':' ||
        (s->last == ')' && only_blank_before(&(scanner){.text = s->text, .at = s->at - 3}));
    bool line_start = only_blank_before(&(scanner){.text = s->text, .at = s->at - 3});
    bool ends = after == '\n' || after == '\0' || after == '}' || after == ';' ||
                (s->last == ':' && is_in_case(s));
    bool starts = s->last == '\0' ? ends || begins_statement(s, s->at)
                                  : s->last == ';' || s->last == '{' || s->last == '}';
    bool operand = s->last && strchr("=.+-|&,*%/<>?", s->last) != NULL;
    if (where == IN_STATEMENTS && !operand && !mln_str_is(s->last_word, "return") &&
        (starts || (ends && (begins || line_start)))) {
        emit(s, after == ';' ? MLN_DOTS_NAME : MLN_DOTS_NAME ";");
        return;
    }
    if (where == IN_CLASS) {
        emit(s, MLN_DOTS_NAME ";");
        return;
    }
    if (where == IN_FOR && after == ')' && s->last == '(') {
        emit(s, MLN_DOTS_NAME ";;");
        return;
    }
    if (where == IN_TAG && s->last == '=') {
        emit(s, "{" MLN_DOTS_NAME "}");
        return;
    }
    if (where == IN_STATEMENTS && !s->last_word.len && s->last == '}') {
        emit(s, MLN_DOTS_NAME ";");
        return;
    }
    emit(s, MLN_DOTS_NAME);
}

/* `(T $X)`, `(T *$X)` where an expression stands: the words before the metavariable are a type. */
static bool try_typed(scanner *s)
{
    if (!s->c)
        return false;
    if (s->last_word.len && !mln_str_is(s->last_word, "return"))
        return false;
    if (s->last == ')' || s->last == ']')
        return false;
    uint32_t i = s->at + 1, words = 0, variable = 0;
    bool last_is_variable = false;
    while (i < s->text.len && s->text.ptr[i] != ')') {
        char c = s->text.ptr[i];
        if (c == ' ' || c == '\t') {
            i++;
        } else if (c == '*') {
            last_is_variable = false;
            i++;
        } else if (is_word(c)) {
            variable = i;
            last_is_variable = c == '$';
            while (i < s->text.len && is_word(s->text.ptr[i]))
                i++;
            words++;
        } else {
            return false;
        }
    }
    if (i >= s->text.len || words < 2 || !last_is_variable)
        return false;
    mln_buf_add_text(s->out, MLN_TYPED_NAME "((");
    mln_buf_add(s->out, s->text.ptr + s->at + 1, variable - s->at - 1);
    mln_buf_add_char(s->out, ')');
    mln_buf_add(s->out, s->text.ptr + variable, i - variable);
    mln_buf_add_char(s->out, ')');
    s->at = i + 1;
    s->last = ')';
    s->last_word = MLN_STR("");
    return true;
}

static void copy_word(scanner *s)
{
    uint32_t from = s->at;
    while (s->at < s->text.len && is_word(s->text.ptr[s->at]))
        s->at++;
    mln_str word = {s->text.ptr + from, s->at - from};
    bool after_from = mln_str_is(s->last_word, "from") || mln_str_is(s->last_word, "include");
    if (after_from && word.ptr[0] == '$' && s->import_head) {
        mln_buf_addf(s->out, "\"%.*s\"", MLN_STR_ARGS(word));
        s->last = '"';
        s->last_word = MLN_STR("");
        return;
    }
    if (current_place(s) == IN_TAG && s->last == '=' && word.ptr[0] == '$') {
        mln_buf_addf(s->out, "{%.*s}", MLN_STR_ARGS(word));
    } else {
        mln_buf_add_str(s->out, word);
    }
    if (mln_str_is(word, "class") || mln_str_is(word, "interface"))
        s->class_head = true;
    if (mln_str_is(word, "import") || mln_str_is(word, "include") || mln_str_is(word, "export"))
        s->import_head = 1;
    s->last = word.ptr[word.len - 1];
    s->last_word = word;
}

static void open_bracket(scanner *s, char c)
{
    place where = IN_LIST;
    if (c == '(') {
        where = mln_str_is(s->last_word, "for") ? IN_FOR : IN_PARENS;
    } else if (c == '{') {
        if (s->class_head)
            where = IN_CLASS;
        else if (s->c)
            where = s->last == '=' ? IN_OBJECT : IN_STATEMENTS;
        else if (s->import_head && (mln_str_is(s->last_word, "import") || s->last == ','))
            where = IN_OBJECT;
        else if (s->last == '\0')
            where = s->object ? IN_OBJECT : IN_STATEMENTS;
        else if (is_block_brace(s))
            where = IN_STATEMENTS;
        else if (s->last_word.len && !mln_str_is(s->last_word, "return") &&
                 !mln_str_is(s->last_word, "const") && !mln_str_is(s->last_word, "let") &&
                 !mln_str_is(s->last_word, "var") && !mln_str_is(s->last_word, "import") &&
                 !mln_str_is(s->last_word, "export") && !mln_str_is(s->last_word, "default"))
            where = IN_STATEMENTS; /* a return type, a name: a body */
        else
            where = IN_OBJECT;
        s->class_head = false;
    }
    mln_vec_add(&s->places, (uint8_t)where);
}

/* `<div`, `<$X`: JSX, where an expression may start. */
static bool starts_tag(const scanner *s)
{
    if (s->c || !(is_word(peek(s, 1)) || peek(s, 1) == '>'))
        return false;
    return s->last == '\0' || strchr("(=,?:&|[{>;", s->last) || mln_str_is(s->last_word, "return");
}

/* An opening tag; its children are text and stay as they are. */
static void copy_tag(scanner *s)
{
    uint32_t depth = 0;
    do {
        if (looks_at(s, "</")) {
            while (s->at < s->text.len && s->text.ptr[s->at] != '>')
                mln_buf_add_char(s->out, s->text.ptr[s->at++]);
            if (s->at < s->text.len)
                mln_buf_add_char(s->out, s->text.ptr[s->at++]);
            if (depth)
                depth--;
        } else if (s->text.ptr[s->at] == '<') {
            mln_buf_add_char(s->out, s->text.ptr[s->at++]);
            s->last = '<';
            mln_vec_add(&s->places, IN_TAG);
            bool closed = false;
            while (s->at < s->text.len && !closed) {
                char c = s->text.ptr[s->at];
                if (c == '>') {
                    closed = true;
                    if (s->last != '/')
                        depth++;
                    mln_buf_add_char(s->out, c);
                    s->at++;
                } else if (looks_at(s, "...")) {
                    put_ellipsis(s);
                } else if (c == '"' || c == '\'') {
                    copy_quoted(s);
                } else if (is_word(c)) {
                    copy_word(s);
                } else if (c == '{') {
                    uint32_t braces = 0;
                    do {
                        if (looks_at(s, "...") && !is_word(peek(s, 3))) {
                            mln_buf_add_text(s->out, MLN_DOTS_NAME);
                            s->at += 3;
                            continue;
                        }
                        braces += s->text.ptr[s->at] == '{';
                        braces -= s->text.ptr[s->at] == '}';
                        mln_buf_add_char(s->out, s->text.ptr[s->at++]);
                    } while (braces && s->at < s->text.len);
                    s->last = '}';
                } else {
                    if ((unsigned char)c > ' ') {
                        s->last = c;
                        s->last_word = MLN_STR("");
                    }
                    mln_buf_add_char(s->out, c);
                    s->at++;
                }
            }
            s->places.len--;
        } else {
            mln_buf_add_char(s->out, s->text.ptr[s->at++]);
        }
    } while (depth && s->at < s->text.len);
    s->last = '"';
    s->last_word = MLN_STR("");
}

static bool looks_at_list(const scanner *s)
{
    return looks_at(s, "$...") && is_word(peek(s, 4));
}

static void step(scanner *s);

/* `${e}` in a template: code. */
static void copy_substitution(scanner *s)
{
    uint32_t outside = s->places.len;
    mln_vec_add(&s->places, IN_PARENS);
    emit(s, "${");
    s->last = '(';
    s->at += 2;
    while (s->at < s->text.len && s->places.len > outside)
        step(s);
}

static void step(scanner *s)
{
    char c = s->text.ptr[s->at];
    if (looks_at(s, "<...")) {
        s->at += 4;
        emit(s, MLN_DEEP_NAME "(");
        mln_vec_add(&s->places, IN_PARENS);
    } else if (looks_at(s, "...>") && current_place(s) == IN_PARENS) {
        s->at += 4;
        emit(s, ")");
        if (s->places.len)
            s->places.len--;
    } else if (looks_at_list(s)) {
        s->at += 4;
        mln_buf_add_text(s->out, MLN_LIST_PREFIX);
        copy_word(s);
    } else if (looks_at(s, "...")) {
        put_ellipsis(s);
    } else if (looks_at(s, "//")) {
        while (s->at < s->text.len && s->text.ptr[s->at] != '\n')
            s->at++;
    } else if (looks_at(s, "/*")) {
        s->at += 2;
        while (s->at < s->text.len && !looks_at(s, "*/"))
            s->at++;
        s->at += s->at < s->text.len ? 2 : 0;
    } else if (c == '"' || c == '\'' || c == '`' || (c == '/' && starts_regex(s))) {
        if (c == '`') {
            mln_buf_add_char(s->out, c);
            s->at++;
            while (s->at < s->text.len && s->text.ptr[s->at] != '`') {
                if (looks_at(s, "${")) {
                    copy_substitution(s);
                    continue;
                }
                if (s->text.ptr[s->at] == '\\' && s->at + 1 < s->text.len)
                    mln_buf_add_char(s->out, s->text.ptr[s->at++]);
                mln_buf_add_char(s->out, s->text.ptr[s->at++]);
            }
            if (s->at < s->text.len) {
                mln_buf_add_char(s->out, '`');
                s->at++;
            }
            s->last = '"';
            s->last_word = MLN_STR("");
        } else {
            copy_quoted(s);
        }
    } else if (c == '<' && starts_tag(s)) {
        copy_tag(s);
    } else if (c == '(' && try_typed(s)) {
        return;
    } else if (is_word(c)) {
        copy_word(s);
    } else {
        if (c == '(' || c == '[' || c == '{')
            open_bracket(s, c);
        if ((c == ')' || c == ']' || c == '}') && s->places.len)
            s->places.len--;
        if ((unsigned char)c > ' ') {
            s->last = c;
            s->last_word = MLN_STR("");
        }
        if (c == ';')
            s->import_head = 0;
        mln_buf_add_char(s->out, c);
        s->at++;
    }
}

void mln_prepare(mln_str text, mln_lang lang, bool object, mln_buf *out)
{
    scanner s = {.object = object,
                 .text = text,
                 .out = out,
                 .c = lang == MLN_LANG_C,
                 .last_word = MLN_STR("")};
    while (s.at < s.text.len)
        step(&s);
    mln_vec_release(&s.places);
}
