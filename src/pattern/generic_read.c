/* Cutting up text and patterns. */
#include <stdio.h>

#include "base/ascii.h"
#include "base/vec.h"
#include "pattern/aliengrep.h"
#include "pattern/generic_p.h"

#include "base/banned.h"

#define TAB_WIDTH 8u
#define PATTERN_MAX 20000u /* nodes */

/* ---- comments ---- */

static void blank(char *text, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (text[i] != '\n' && text[i] != '\r')
            text[i] = ' ';
}

static void blank_lines(char *text, uint32_t len, mln_str mark)
{
    for (uint32_t i = 0; i + mark.len <= len; i++) {
        if (memcmp(text + i, mark.ptr, mark.len) != 0)
            continue;
        uint32_t from = i;
        while (i < len && text[i] != '\n')
            i++;
        blank(text, from, i);
    }
}

static void blank_blocks(char *text, uint32_t len)
{
    for (uint32_t i = 0; i + 1 < len; i++) {
        if (text[i] != '/' || text[i + 1] != '*')
            continue;
        uint32_t to = i + 2;
        while (to + 1 < len && !(text[to] == '*' && text[to + 1] == '/'))
            to++;
        if (to + 1 >= len)
            return;
        blank(text, i, to + 2);
        i = to + 1;
    }
}

static mln_str without_comments(mln_arena *arena, mln_str text, uint8_t style)
{
    if (style == MLN_COMMENTS_NONE)
        return text;
    char *copy = mln_arena_dup(arena, text.ptr, text.len);
    if (style == MLN_COMMENTS_SHELL)
        blank_lines(copy, text.len, MLN_STR("#"));
    if (style == MLN_COMMENTS_CPP)
        blank_lines(copy, text.len, MLN_STR("//"));
    if (style != MLN_COMMENTS_SHELL)
        blank_blocks(copy, text.len);
    return (mln_str){copy, text.len};
}

/* ---- texts ---- */

typedef struct {
    uint32_t token; /* of the bracket that opens */
    char close;
} pending;

typedef struct {
    mln_str text;
    uint32_t at;
    uint32_t line;
    MLN_VEC(mln_generic_token)
    tokens;
    MLN_VEC(pending)
    open; /* brackets of this line */
    MLN_VEC(mln_span)
    pairs; /* tokens of brackets that close on this line, by their ends */
    MLN_VEC(uint32_t)
    pair_end; /* scratch: by token of the line, that of the bracket that closes it, or 0 */
    MLN_VEC(uint32_t)
    blocks; /* nestings by indentation: token */
    MLN_VEC(uint32_t)
    indents; /* of them */
} reader;

static bool is_newline(const reader *r)
{
    const char *p = r->text.ptr + r->at;
    return *p == '\n' || (*p == '\r' && r->at + 1 < r->text.len && p[1] == '\n');
}

/* Width of the white space in front of the line. */
static uint32_t read_indent(reader *r)
{
    uint32_t indent = 0;
    for (; r->at < r->text.len; r->at++) {
        if (r->text.ptr[r->at] == '\t')
            indent += TAB_WIDTH;
        else if (r->text.ptr[r->at] == ' ')
            indent++;
        else
            break;
    }
    return indent;
}

/* What closes a bracket; 0 when it is none. */
static char get_close(char c)
{
    return c == '(' ? ')' : c == '[' ? ']' : c == '{' ? '}' : 0;
}

static uint32_t add_block(reader *r, uint32_t around)
{
    mln_vec_add(&r->tokens, (mln_generic_token){.start = around});
    return r->tokens.len - 1;
}

/* The atoms of a line, as they follow each other. */
static void read_atoms(reader *r, uint32_t *first)
{
    const char *text = r->text.ptr;
    *first = r->tokens.len;
    mln_vec_clear(&r->pairs);
    mln_vec_clear(&r->open);
    while (r->at < r->text.len && !is_newline(r)) {
        uint32_t start = r->at;
        char c = text[r->at++];
        if (c == ' ' || c == '\t')
            continue;
        if (mln_generic_is_word_char(c))
            while (r->at < r->text.len && mln_generic_is_word_char(text[r->at]))
                r->at++;
        uint32_t token = r->tokens.len;
        mln_vec_add(&r->tokens,
                    (mln_generic_token){.start = start, .stop = r->at, .line = r->line});
        if (get_close(c))
            mln_vec_add(&r->open, (pending){token, get_close(c)});
        if (c != ')' && c != ']' && c != '}')
            continue;
        /* A bracket that another one crosses is a sign like any other. */
        while (r->open.len && r->open.data[r->open.len - 1].close != c)
            r->open.len--;
        if (!r->open.len)
            continue;
        uint32_t from = r->open.data[--r->open.len].token;
        if (token > from + 1)
            mln_vec_add(&r->pairs, (mln_span){from, token});
    }
    if (r->at < r->text.len) {
        r->at += text[r->at] == '\r' ? 2 : 1;
        r->line++;
    }
}

/* Puts the nestings of a line's brackets between its atoms, from the back. */
static void nest_brackets(reader *r, uint32_t first, uint32_t around)
{
    uint32_t count = r->tokens.len - first, added = r->pairs.len;
    if (!added)
        return;
    mln_vec_clear(&r->pair_end);
    mln_vec_reserve(&r->pair_end, count);
    memset(r->pair_end.data, 0, count * sizeof *r->pair_end.data);
    for (uint32_t i = 0; i < added; i++)
        r->pair_end.data[r->pairs.data[i].start - first] = r->pairs.data[i].stop - first;
    for (uint32_t i = 0; i < added; i++)
        add_block(r, 0);
    uint32_t to = r->tokens.len;
    mln_generic_token *tokens = r->tokens.data;
    for (uint32_t from = count; from-- > 0;) {
        /* Where a bracket's nesting goes is known once all behind it has moved: its end is the
         * place of the bracket that closes it, which is kept at that token's old number. */
        if (r->pair_end.data[from]) {
            uint32_t closer = r->pair_end.data[from];
            tokens[--to] = (mln_generic_token){.end = r->pair_end.data[closer]};
        }
        tokens[--to] = tokens[first + from];
        char c = r->text.ptr[tokens[to].start];
        if (c == ')' || c == ']' || c == '}')
            r->pair_end.data[from] = to;
    }
    /* And each learns what it lies in. */
    uint32_t current = around;
    for (uint32_t i = first; i < r->tokens.len; i++) {
        while (current != around && i >= tokens[current].end)
            current = tokens[current].start;
        if (tokens[i].stop == 0) {
            tokens[i].start = current;
            current = i;
        }
    }
}

static void close_blocks(reader *r, uint32_t indent)
{
    while (r->blocks.len > 1 && r->indents.data[r->indents.len - 1] > indent) {
        r->tokens.data[r->blocks.data[--r->blocks.len]].end = r->tokens.len;
        r->indents.len--;
    }
}

void mln_generic_read(mln_arena *arena, mln_str text, uint8_t comment_style,
                      mln_generic_text *result)
{
    reader r = {.text = without_comments(arena, text, comment_style)};
    uint32_t whole = add_block(&r, 0);
    mln_vec_add(&r.blocks, whole);
    mln_vec_add(&r.indents, 0);
    while (r.at < r.text.len) {
        uint32_t before = r.at, indent = read_indent(&r);
        if (r.at < r.text.len && !is_newline(&r)) {
            close_blocks(&r, indent);
            if (indent > r.indents.data[r.indents.len - 1]) {
                uint32_t block = add_block(&r, r.blocks.data[r.blocks.len - 1]);
                mln_vec_add(&r.blocks, block);
                mln_vec_add(&r.indents, indent);
            }
        }
        uint32_t first;
        read_atoms(&r, &first);
        nest_brackets(&r, first, r.blocks.data[r.blocks.len - 1]);
        if (r.at == before)
            break;
    }
    close_blocks(&r, 0);
    r.tokens.data[0].end = r.tokens.len;
    mln_generic_token *tokens = mln_arena_alloc(arena, r.tokens.len * sizeof *tokens);
    memcpy(tokens, r.tokens.data, r.tokens.len * sizeof *tokens);
    *result = (mln_generic_text){.text = text, .tokens = tokens, .count = r.tokens.len};
    mln_vec_release(&r.tokens);
    mln_vec_release(&r.open);
    mln_vec_release(&r.pairs);
    mln_vec_release(&r.pair_end);
    mln_vec_release(&r.blocks);
    mln_vec_release(&r.indents);
}

/* ---- patterns ---- */

typedef struct {
    mln_str text;
    MLN_VEC(mln_generic_node)
    nodes;
    MLN_VEC(mln_str)
    variables;
    MLN_VEC(uint32_t)
    blocks;
    MLN_VEC(uint32_t)
    indents;
} pattern_reader;

/* The length of a metavariable's name at the start of `text`, behind its dollar and dots. */
static uint32_t get_name_length(mln_str text)
{
    uint32_t len = 0;
    if (!text.len || !mln_ascii_is_upper(text.ptr[0]))
        return 0;
    while (len < text.len && mln_generic_is_word_char(text.ptr[len]))
        len++;
    return len;
}

static uint16_t add_variable(pattern_reader *r, mln_str name)
{
    for (uint32_t i = 0; i < r->variables.len; i++)
        if (mln_str_equal(r->variables.data[i], name))
            return (uint16_t)i;
    mln_vec_add(&r->variables, name);
    return (uint16_t)(r->variables.len - 1);
}

static void add_node(pattern_reader *r, mln_generic_kind kind, uint16_t variable, mln_str text)
{
    mln_vec_add(&r->nodes, (mln_generic_node){.kind = (uint8_t)kind,
                                              .variable = variable,
                                              .end = r->nodes.len + 1,
                                              .text = text});
}

static uint32_t count_dots(mln_str text)
{
    uint32_t count = 0;
    while (count < text.len && text.ptr[count] == '.')
        count++;
    return count;
}

/* One token of a line; its length. */
static uint32_t read_node(pattern_reader *r, mln_str rest)
{
    uint32_t len = 1, dots = count_dots(rest);
    char c = rest.ptr[0];
    if (dots == 3) {
        add_node(r, MLN_GENERIC_DOTS, MLN_NO_VARIABLE, (mln_str){rest.ptr, 3});
        return 3;
    }
    if (dots > 3) {
        for (uint32_t i = 0; i < dots; i++)
            add_node(r, MLN_GENERIC_BYTE, MLN_NO_VARIABLE, (mln_str){rest.ptr + i, 1});
        return dots;
    }
    if (c == '$') {
        uint32_t skip = mln_str_starts_with(rest, MLN_STR("$...")) ? 4 : 1;
        uint32_t name = get_name_length((mln_str){rest.ptr + skip, rest.len - skip});
        mln_str whole = {rest.ptr, skip + name};
        if (name) {
            add_node(r, skip == 4 ? MLN_GENERIC_DOTS : MLN_GENERIC_VARIABLE, add_variable(r, whole),
                     whole);
            return whole.len;
        }
    }
    if (mln_generic_is_word_char(c))
        while (len < rest.len && mln_generic_is_word_char(rest.ptr[len]))
            len++;
    add_node(r, mln_generic_is_word_char(c) ? MLN_GENERIC_WORD : MLN_GENERIC_BYTE, MLN_NO_VARIABLE,
             (mln_str){rest.ptr, len});
    return len;
}

static void close_pattern_blocks(pattern_reader *r, uint32_t indent)
{
    while (r->indents.len && r->indents.data[r->indents.len - 1] > indent) {
        r->nodes.data[r->blocks.data[--r->blocks.len]].end = r->nodes.len;
        r->indents.len--;
    }
}

static void read_line(pattern_reader *r, mln_str line)
{
    uint32_t indent = 0, at = 0;
    for (; at < line.len && (line.ptr[at] == ' ' || line.ptr[at] == '\t'); at++)
        indent += line.ptr[at] == '\t' ? TAB_WIDTH : 1;
    if (at == line.len)
        return;
    close_pattern_blocks(r, indent);
    if (indent > (r->indents.len ? r->indents.data[r->indents.len - 1] : 0)) {
        mln_vec_add(&r->blocks, r->nodes.len);
        mln_vec_add(&r->indents, indent);
        add_node(r, MLN_GENERIC_BLOCK, MLN_NO_VARIABLE, (mln_str){0});
    }
    while (at < line.len) {
        if (line.ptr[at] == ' ' || line.ptr[at] == '\t')
            at++;
        else
            at += read_node(r, (mln_str){line.ptr + at, line.len - at});
    }
}

/* False, with a reason: what `$...X` stands for would not be known. */
static bool check(const pattern_reader *r, char *error, size_t error_size, uint32_t *error_line)
{
    const mln_generic_node *nodes = r->nodes.data;
    if (!r->nodes.len || r->nodes.len > PATTERN_MAX || r->variables.len >= MLN_NO_VARIABLE) {
        snprintf(error, error_size, r->nodes.len ? "it is too long" : "it is empty");
        return false;
    }
    for (uint32_t i = 0; i + 1 < r->nodes.len; i++)
        if (nodes[i].kind == MLN_GENERIC_DOTS && nodes[i + 1].kind == MLN_GENERIC_DOTS &&
            nodes[i + 1].variable != MLN_NO_VARIABLE) {
            for (const char *p = r->text.ptr; p < nodes[i + 1].text.ptr; p++)
                *error_line += *p == '\n';
            snprintf(error, error_size, "\"%.*s\" must not follow another ellipsis",
                     MLN_STR_ARGS(nodes[i + 1].text));
            return false;
        }
    return true;
}

static void *dup_array(mln_arena *arena, const void *data, uint32_t count, size_t size)
{
    void *copy = mln_arena_alloc_zeroed(arena, (size_t)count + 1, size);
    if (count)
        memcpy(copy, data, count * size);
    return copy;
}

static mln_status read_pattern(mln_arena *arena, mln_generic *g, mln_str text, char *error,
                               size_t error_size, uint32_t *error_line)
{
    pattern_reader r = {.text = text};
    for (uint32_t at = 0; at < text.len;) {
        const char *end = memchr(text.ptr + at, '\n', text.len - at);
        uint32_t stop = end ? (uint32_t)(end - text.ptr) : text.len;
        uint32_t len = stop - at - (stop > at && end && text.ptr[stop - 1] == '\r');
        read_line(&r, (mln_str){text.ptr + at, len});
        at = stop + 1;
    }
    close_pattern_blocks(&r, 0);
    bool good = check(&r, error, error_size, error_line);
    if (good) {
        g->nodes = dup_array(arena, r.nodes.data, r.nodes.len, sizeof *r.nodes.data);
        g->count = r.nodes.len;
        g->variables = dup_array(arena, r.variables.data, r.variables.len, sizeof(mln_str));
        g->variable_count = r.variables.len;
        mln_str *words = MLN_ARENA_ARRAY(arena, mln_str, g->count);
        for (uint32_t i = 0; i < g->count; i++)
            if (g->nodes[i].kind == MLN_GENERIC_WORD)
                words[g->word_count++] = g->nodes[i].text;
        g->words = words;
    }
    mln_vec_release(&r.nodes);
    mln_vec_release(&r.variables);
    mln_vec_release(&r.blocks);
    mln_vec_release(&r.indents);
    return good ? MLN_OK : MLN_SYNTAX;
}

mln_status mln_generic_compile(mln_arena *arena, mln_str text, const mln_generic_options *options,
                               mln_generic **generic, char *error, size_t error_size,
                               uint32_t *error_line)
{
    mln_generic *g = MLN_ARENA_NEW(arena, mln_generic);
    g->options = *options;
    *error_line = 1;
    mln_status status;
    if (options->aliengrep)
        status =
            mln_aliengrep_compile(arena, text, options, &g->regex, &g->variables,
                                  &g->variable_count, &g->words, &g->word_count, error, error_size);
    else
        status = read_pattern(arena, g, text, error, error_size, error_line);
    *generic = status == MLN_OK ? g : NULL;
    return status;
}

void mln_generic_release(mln_generic *generic)
{
    if (generic)
        mln_regex_free(generic->regex);
}

uint32_t mln_generic_get_variable_count(const mln_generic *generic)
{
    return generic->variable_count;
}

mln_str mln_generic_get_variable(const mln_generic *generic, uint32_t index)
{
    return generic->variables[index];
}

const mln_str *mln_generic_get_words(const mln_generic *generic, uint32_t *count)
{
    *count = generic->word_count;
    return generic->words;
}

uint8_t mln_generic_get_comment_style(const mln_generic *generic)
{
    return generic->options.comment_style;
}

bool mln_generic_needs_tokens(const mln_generic *generic)
{
    return !generic->regex;
}
