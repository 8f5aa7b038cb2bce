#include "flow/api_p.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/ascii.h"

#include "base/banned.h"

/* Recursive descent without recursion: a path is a row of steps. After an error `failed` is set,
 * and no function does anything more. */
typedef struct {
    mln_str text;
    uint32_t at;
    mln_api_written *path;
    char *error;
    size_t error_size;
    uint32_t error_at;
    bool failed;
    mln_api_step spare; /* what is filled in after an error */
} reader;

static void MLN_PRINTF(3, 4) fail(reader *r, uint32_t at, const char *format, ...)
{
    if (r->failed)
        return;
    r->failed = true;
    r->error_at = at;
    if (r->error && r->error_size) {
        va_list args;
        va_start(args, format);
        (void)vsnprintf(r->error, r->error_size, format, args);
        va_end(args);
    }
}

static bool is_word(char c)
{
    return mln_ascii_is_alnum(c) || c == '_' || c == '$' || (unsigned char)c >= 0x80;
}

static char peek_at(const reader *r, uint32_t ahead)
{
    return r->at + ahead < r->text.len ? r->text.ptr[r->at + ahead] : '\0';
}

static bool at_end(const reader *r)
{
    return r->failed || r->at >= r->text.len;
}

static void skip_space(reader *r)
{
    while (r->at < r->text.len && (peek_at(r, 0) == ' ' || peek_at(r, 0) == '\t'))
        r->at++;
}

static bool take(reader *r, const char *sign)
{
    uint32_t len = (uint32_t)strlen(sign);
    if (r->failed || r->text.len - r->at < len || memcmp(r->text.ptr + r->at, sign, len) != 0)
        return false;
    r->at += len;
    return true;
}

static void expect(reader *r, char sign)
{
    skip_space(r);
    if (at_end(r))
        fail(r, r->at, "'%c' is missing at the end", sign);
    else if (peek_at(r, 0) != sign)
        fail(r, r->at, "expected '%c' here", sign);
    else
        r->at++;
}

/* The word at hand; empty when there is none. */
static mln_str peek_word(const reader *r)
{
    uint32_t stop = r->at;
    while (stop < r->text.len && is_word(r->text.ptr[stop]))
        stop++;
    return (mln_str){r->text.ptr + r->at, stop - r->at};
}

static bool take_word(reader *r, const char *word)
{
    if (r->failed || !mln_str_is(peek_word(r), word))
        return false;
    r->at += (uint32_t)strlen(word);
    return true;
}

static uint32_t read_number(reader *r)
{
    uint32_t from = r->at, number = 0;
    while (mln_ascii_is_digit(peek_at(r, 0)) && number <= MLN_API_NUMBER_MAX)
        number = number * 10 + (uint32_t)(r->text.ptr[r->at++] - '0');
    if (r->at == from)
        fail(r, from, "expected a number here");
    else if (number > MLN_API_NUMBER_MAX)
        fail(r, from, "this number is over %u", MLN_API_NUMBER_MAX);
    return number;
}

static void add_name(reader *r, mln_str name)
{
    if (r->path->name_count == MLN_API_NAMES_MAX)
        fail(r, r->at, "more than %u names in one path", MLN_API_NAMES_MAX);
    if (!r->failed)
        r->path->names[r->path->name_count++] = name;
}

static mln_api_step *add_step(reader *r, mln_api_step_kind kind)
{
    if (r->path->step_count == MLN_API_STEPS_MAX)
        fail(r, r->at, "more than %u steps in one path", MLN_API_STEPS_MAX);
    if (r->failed)
        return &r->spare;
    mln_api_step *step = &r->path->steps[r->path->step_count++];
    *step = (mln_api_step){.kind = (uint8_t)kind};
    return step;
}

/* `name` or `{a,b}`: how many names were added. In braces anything but `,` and `}` is a name. */
static uint32_t read_names(reader *r, const char *behind)
{
    uint32_t before = r->path->name_count;
    if (!take(r, "{")) {
        mln_str word = peek_word(r);
        if (word.len == 0)
            fail(r, r->at, "expected a name %s", behind);
        add_name(r, word);
        r->at += word.len;
        return r->path->name_count - before;
    }
    while (!r->failed) {
        uint32_t from = r->at;
        while (r->at < r->text.len && peek_at(r, 0) != ',' && peek_at(r, 0) != '}')
            r->at++;
        mln_str name = mln_str_trim((mln_str){r->text.ptr + from, r->at - from});
        if (at_end(r))
            fail(r, r->at, "'}' is missing at the end");
        else if (name.len == 0)
            fail(r, from, "there is no name in these braces");
        add_name(r, name);
        if (take(r, "}"))
            break;
        r->at++;
    }
    return r->path->name_count - before;
}

/* ---- the beginning ---- */

static void read_roots(reader *r, mln_api_root root, const char *behind)
{
    r->path->root = root;
    r->path->first_root = r->path->name_count;
    r->path->root_count = read_names(r, behind);
}

/* shape(req|request, res): a step a parameter. */
static void read_shape(reader *r)
{
    r->path->root = MLN_API_ROOT_SHAPE;
    expect(r, '(');
    while (!r->failed) {
        mln_api_step *step = add_step(r, MLN_API_STEP_NAMED);
        step->first = r->path->name_count;
        do {
            skip_space(r);
            mln_str word = peek_word(r);
            if (word.len == 0)
                fail(r, r->at, "expected the name of a parameter");
            add_name(r, word);
            r->at += word.len;
            step->count++;
            skip_space(r);
        } while (!r->failed && take(r, "|"));
        if (take(r, ","))
            continue;
        expect(r, ')');
        break;
    }
}

/* Where the `#` of a leading `pkg#type` is, or 0. */
static uint32_t find_reference(const reader *r)
{
    uint32_t i = r->at;
    while (i < r->text.len && (is_word(r->text.ptr[i]) || strchr("@/.:-", r->text.ptr[i])) &&
           r->text.ptr[i] != '\0')
        i++;
    return i < r->text.len && r->text.ptr[i] == '#' ? i : 0;
}

static bool is_shape(const reader *r)
{
    uint32_t ahead = 6; /* behind `shape(` */
    if (!mln_str_is(peek_word(r), "shape") || peek_at(r, 5) != '(')
        return false;
    while (peek_at(r, ahead) == ' ')
        ahead++;
    return is_word(peek_at(r, ahead)) && !mln_ascii_is_digit(peek_at(r, ahead));
}

static void read_begin(reader *r)
{
    mln_api_written *path = r->path;
    uint32_t hash = find_reference(r);
    if (hash) {
        path->package = (mln_str){r->text.ptr + r->at, hash - r->at};
        r->at = hash + 1;
        read_roots(r, MLN_API_ROOT_REFERENCE, "behind '#'");
    } else if (is_shape(r)) {
        r->at += 5;
        read_shape(r);
    } else if (take_word(r, "exports")) {
        path->root = MLN_API_ROOT_EXPORTS;
    } else if (take_word(r, "caught")) {
        path->root = MLN_API_ROOT_CAUGHT;
    } else if (take_word(r, "any")) {
        path->root = MLN_API_ROOT_ANY;
        if (peek_at(r, 0) != '.' || peek_at(r, 1) == '.' || peek_at(r, 1) == '*')
            fail(r, r->at, "'any' is only for a named property: any.name");
    } else if (take_word(r, "global")) {
        expect(r, '.');
        read_roots(r, MLN_API_ROOT_GLOBAL, "behind 'global.'");
    } else if (mln_str_is(peek_word(r), "local") && peek_at(r, 5) == '.') {
        r->at += 6;
        read_roots(r, MLN_API_ROOT_LOCAL, "behind 'local.'");
    } else if (mln_str_is(peek_word(r), "type") && peek_at(r, 4) == '.') {
        r->at += 5;
        read_roots(r, MLN_API_ROOT_TYPE, "behind 'type.'");
    } else {
        read_roots(r, MLN_API_ROOT_NAME, "at the beginning of a path");
    }
}

/* ---- steps ---- */

/* The rest of a step whose name and `(` are behind us: `.param(1 of 4)`. */
static void read_param(reader *r)
{
    mln_api_step *step = add_step(r, MLN_API_STEP_PARAM);
    skip_space(r);
    step->from = read_number(r);
    step->to = MLN_API_ANY_PORT;
    skip_space(r);
    if (take_word(r, "of")) {
        skip_space(r);
        step->to = read_number(r);
        if (step->to <= step->from)
            fail(r, r->at, "a function with %u parameters has no parameter %u", step->to,
                 step->from);
    }
    expect(r, ')');
}

static bool is_param(const reader *r)
{
    uint32_t ahead = 6;
    while (peek_at(r, ahead) == ' ')
        ahead++;
    return mln_str_is(peek_word(r), "param") && peek_at(r, 5) == '(' &&
           mln_ascii_is_digit(peek_at(r, ahead));
}

static void read_member(reader *r)
{
    static const struct {
        const char *name;
        mln_api_step_kind kind;
    } steps[] = {{"result", MLN_API_STEP_RESULT},
                 {"instance", MLN_API_STEP_INSTANCE},
                 {"decorated", MLN_API_STEP_DECORATED},
                 {"this", MLN_API_STEP_THIS}};
    if (take(r, ".")) {
        r->path->deep = true;
        if (r->at < r->text.len)
            fail(r, r->at, "'..' is only for the end of a path");
        return;
    }
    if (take(r, "*")) {
        add_step(r, MLN_API_STEP_STAR);
        return;
    }
    if (is_param(r)) {
        r->at += 6;
        read_param(r);
        return;
    }
    mln_str word = peek_word(r);
    for (size_t i = 0; i < MLN_COUNT_OF(steps); i++)
        if (mln_str_is(word, steps[i].name)) {
            r->at += word.len;
            add_step(r, steps[i].kind);
            return;
        }
    uint32_t first = r->path->name_count, count = read_names(r, "behind '.'");
    mln_api_step *step = add_step(r, MLN_API_STEP_MEMBER);
    step->first = first;
    step->count = count;
}

/* Behind the `(` of an argument. */
static void read_argument(reader *r)
{
    skip_space(r);
    if (take(r, "*")) {
        add_step(r, MLN_API_STEP_ARG)->to = MLN_API_ANY_PORT;
    } else if (take_word(r, "receiver")) {
        add_step(r, MLN_API_STEP_RECEIVER);
    } else if (take(r, "-")) {
        mln_api_step *step = add_step(r, MLN_API_STEP_LAST);
        step->from = read_number(r);
        if (step->from == 0)
            fail(r, r->at, "the last argument is -1");
    } else if (mln_ascii_is_digit(peek_at(r, 0))) {
        mln_api_step *step = add_step(r, MLN_API_STEP_ARG);
        step->from = step->to = read_number(r);
        if (take(r, ".."))
            step->to = mln_ascii_is_digit(peek_at(r, 0)) ? read_number(r) : MLN_API_ANY_PORT;
        if (step->to < step->from)
            fail(r, r->at, "this range is empty");
    } else {
        static const char *const words[] = {"receiver"};
        mln_str word = peek_word(r);
        if (mln_str_suggest(word, words, 1))
            fail(r, r->at, "no such argument: did you mean 'receiver'?");
        else
            fail(r, r->at, "an argument is a number, '1..', '-1', '*' or 'receiver'");
    }
    expect(r, ')');
}

/* ---- flows ---- */

static void read_keys(reader *r, mln_api_written_port *port)
{
    while (!r->failed) {
        mln_str key;
        uint32_t from = r->at;
        if (take(r, "[]")) {
            key = MLN_STR(MLN_API_KEY_ELEMENT);
        } else if (take(r, ".*")) {
            key = MLN_STR(MLN_API_KEY_ANY);
        } else if (take(r, ".")) {
            uint32_t before = r->path->name_count;
            if (read_names(r, "behind '.'") > 1)
                fail(r, from, "a port has one property");
            if (r->failed)
                return;
            key = r->path->names[before];
        } else {
            return;
        }
        if (port->key_count == MLN_API_KEYS_MAX)
            fail(r, from, "more than %u properties", MLN_API_KEYS_MAX);
        else
            port->keys[port->key_count++] = key;
    }
}

static void read_port(reader *r, mln_api_written_port *port)
{
    static const char *const words[] = {"receiver", "return"};
    *port = (mln_api_written_port){.where = MLN_API_PORT_ARG};
    skip_space(r);
    uint32_t from = r->at;
    mln_str word = peek_word(r);
    if (take(r, "*")) {
        port->port = port->to = MLN_API_ANY_PORT;
    } else if (take_word(r, "receiver")) {
        port->where = MLN_API_PORT_RECEIVER;
    } else if (take_word(r, "return")) {
        port->where = MLN_API_PORT_RETURN;
    } else if (mln_ascii_is_digit(peek_at(r, 0))) {
        port->port = port->to = read_number(r);
        if (take(r, ".."))
            port->to = mln_ascii_is_digit(peek_at(r, 0)) ? read_number(r) : MLN_API_ANY_PORT;
        if (port->to < port->port)
            fail(r, from, "this range is empty");
    } else {
        const char *near = mln_str_suggest(word, words, MLN_COUNT_OF(words));
        if (near)
            fail(r, from, "no such port: did you mean '%s'?", near);
        else
            fail(r, from, "a port is an argument's number, '*', 'receiver' or 'return'");
    }
    if (port->where == MLN_API_PORT_ARG) {
        if (take(r, ".param(")) {
            port->where = MLN_API_PORT_PARAM;
            port->param = read_number(r);
            expect(r, ')');
        } else if (mln_str_starts_with((mln_str){r->text.ptr + r->at, r->text.len - r->at},
                                       MLN_STR(".result")) &&
                   !is_word(peek_at(r, 7))) {
            r->at += 7;
            port->where = MLN_API_PORT_RESULT;
        }
    }
    read_keys(r, port);
    skip_space(r);
}

/* Whether the parentheses that open here hold an arrow. */
static bool is_flow(const reader *r)
{
    uint32_t depth = 1;
    for (uint32_t i = r->at; i < r->text.len && depth; i++) {
        char c = r->text.ptr[i];
        if (c == '(')
            depth++;
        else if (c == ')')
            depth--;
        else if (c == '>' && (r->text.ptr[i - 1] == '-' || r->text.ptr[i - 1] == '='))
            return true;
    }
    return false;
}

static void read_flow(reader *r)
{
    r->path->is_flow = true;
    read_port(r, &r->path->from);
    if (take(r, "=>"))
        r->path->identity = true;
    else if (!take(r, "->"))
        fail(r, r->at, "expected '->' here");
    read_port(r, &r->path->to);
    expect(r, ')');
    if (!at_end(r))
        fail(r, r->at, "the ports of a flow end the path");
}

mln_status mln_api_parse(mln_api_written *path, mln_str text, char *error, size_t error_size,
                         uint32_t *offset)
{
    reader r = {.text = text, .path = path, .error = error, .error_size = error_size};
    path->package = (mln_str){0};
    path->first_root = path->root_count = path->step_count = path->name_count = 0;
    path->deep = path->is_flow = path->identity = false;
    while (r.text.len && (text.ptr[r.text.len - 1] == ' ' || text.ptr[r.text.len - 1] == '\t'))
        r.text.len--;
    skip_space(&r);
    if (at_end(&r))
        fail(&r, r.at, "the path is empty");
    else
        read_begin(&r);
    while (!at_end(&r)) {
        uint32_t from = r.at;
        if (take(&r, "."))
            read_member(&r);
        else if (take(&r, "[]"))
            add_step(&r, MLN_API_STEP_ELEMENT);
        else if (take(&r, "()"))
            add_step(&r, MLN_API_STEP_CALL);
        else if (take(&r, "(") && is_flow(&r))
            read_flow(&r);
        else if (r.at > from)
            read_argument(&r);
        else
            fail(&r, from, "expected '.', '(' or '[]' here");
    }
    *offset = r.failed ? r.error_at : 0;
    return r.failed ? MLN_SYNTAX : MLN_OK;
}
