#include "ruleset/yaml_p.h"

#include <string.h>

#include <yaml.h>

#include "base/ascii.h"
#include "base/vec.h"

#include "base/banned.h"

#define DEPTH_MAX 100u
#define NODE_MAX 2000000u
#define WEIGHT_MAX 4000000u
#define ANCHOR_MAX 1000u
#define KEY_MAX 2000u /* of one map: finding duplicates takes the square of it */

typedef struct {
    mln_str name;
    const mln_yaml_node *node;
} anchor;

/* A list or map that is not at its end yet. Its items wait on the common stack from `first` on. */
typedef struct {
    mln_yaml_node *node;
    uint32_t first;
} level;

typedef struct {
    mln_arena *arena;
    mln_str file;
    mln_str text;
    mln_diags *diags;
    mln_status status;
    MLN_VEC(uint32_t)
    lines; /* byte offset of each line's start */
    MLN_VEC(anchor)
    anchors;
    MLN_VEC(const mln_yaml_node *)
    items;
    level levels[DEPTH_MAX];
    uint32_t depth;
    const mln_yaml_node *root;
    uint32_t node_count;
    size_t cursor_chars; /* libyaml counts characters; these two go together */
    size_t cursor_bytes;
} loader;

/* --- positions ------------------------------------------------------------------------------- */

static void find_lines(loader *l)
{
    mln_vec_add(&l->lines, 0);
    for (uint32_t i = 0; i < l->text.len; i++)
        if (l->text.ptr[i] == '\n')
            mln_vec_add(&l->lines, i + 1);
}

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80;
}

static uint32_t get_offset(loader *l, size_t chars)
{
    while (l->cursor_chars < chars && l->cursor_bytes < l->text.len) {
        l->cursor_bytes++;
        while (l->cursor_bytes < l->text.len && is_continuation(l->text.ptr[l->cursor_bytes]))
            l->cursor_bytes++;
        l->cursor_chars++;
    }
    while (l->cursor_chars > chars && l->cursor_bytes > 0) {
        l->cursor_bytes--;
        while (l->cursor_bytes > 0 && is_continuation(l->text.ptr[l->cursor_bytes]))
            l->cursor_bytes--;
        l->cursor_chars--;
    }
    return (uint32_t)l->cursor_bytes;
}

static void get_position(const loader *l, uint32_t offset, uint32_t *line, uint32_t *column)
{
    uint32_t low = 0, high = l->lines.len;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (l->lines.data[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    *line = low + 1;
    *column = offset - l->lines.data[low] + 1;
}

static void report(loader *l, mln_status status, const char *code, uint32_t offset,
                   const char *text, mln_str word)
{
    uint32_t line, column;
    get_position(l, offset, &line, &column);
    mln_diags_add(l->diags, MLN_DIAG_ERROR, code, l->file, line, column, MLN_STR(""), "%s%.*s",
                  text, MLN_STR_ARGS(word));
    l->status = status;
}

/* The text of a block scalar starts on the line below its indicator, after the indentation. */
static void find_block_text(const loader *l, mln_yaml_node *node)
{
    node->text_line = node->line + 1;
    node->text_column = 1;
    for (uint32_t line = node->line; line < l->lines.len; line++) {
        uint32_t i = l->lines.data[line];
        uint32_t from = i;
        while (i < l->text.len && l->text.ptr[i] == ' ')
            i++;
        if (i < l->text.len && l->text.ptr[i] != '\n' && l->text.ptr[i] != '\r') {
            node->text_column = i - from + 1;
            break;
        }
    }
}

/* --- the tree -------------------------------------------------------------------------------- */

static mln_yaml_node *add_node(loader *l, mln_yaml_kind kind, const yaml_mark_t *mark)
{
    mln_yaml_node *node = MLN_ARENA_NEW(l->arena, mln_yaml_node);
    uint32_t offset = get_offset(l, mark->index);
    node->kind = kind;
    node->weight = 1;
    get_position(l, offset, &node->line, &node->column);
    node->text_line = node->line;
    node->text_column = node->column;
    if (++l->node_count > NODE_MAX)
        report(l, MLN_LIMIT, "yaml-limit", offset, "the document has too many parts", MLN_STR(""));
    return node;
}

/* Puts a finished node where it belongs. */
static void place(loader *l, const mln_yaml_node *node)
{
    if (l->depth == 0) {
        l->root = node;
        return;
    }
    const level *top = &l->levels[l->depth - 1];
    uint32_t count = l->items.len - top->first;
    bool is_key = top->node->kind == MLN_YAML_MAP && count % 2 == 0;
    if (is_key && node->kind != MLN_YAML_SCALAR) {
        mln_diags_add(l->diags, MLN_DIAG_ERROR, "yaml-syntax", l->file, node->line, node->column,
                      MLN_STR(""), "a key must be a plain word, not a list or a mapping");
        l->status = MLN_SYNTAX;
    }
    if (is_key && count / 2 == KEY_MAX) {
        mln_diags_add(l->diags, MLN_DIAG_ERROR, "yaml-limit", l->file, node->line, node->column,
                      MLN_STR(""), "more than %u keys in one mapping", KEY_MAX);
        l->status = MLN_LIMIT;
    }
    for (uint32_t i = top->first; is_key && i < l->items.len; i += 2)
        if (mln_str_equal(l->items.data[i]->text, node->text)) {
            mln_diags_add(l->diags, MLN_DIAG_ERROR, "duplicate-key", l->file, node->line,
                          node->column, MLN_STR(""),
                          "the key \"%.*s\" is given twice; the first stands on line %u",
                          MLN_STR_ARGS(node->text), l->items.data[i]->line);
            l->status = MLN_SYNTAX;
            break;
        }
    mln_vec_add(&l->items, node);
}

static void name_anchor(loader *l, const yaml_char_t *name, const mln_yaml_node *node)
{
    if (!name)
        return;
    if (l->anchors.len == ANCHOR_MAX) {
        mln_diags_add(l->diags, MLN_DIAG_ERROR, "yaml-limit", l->file, node->line, node->column,
                      MLN_STR(""), "more than %u anchors", ANCHOR_MAX);
        l->status = MLN_LIMIT;
        return;
    }
    mln_str text = mln_str_of((const char *)name);
    text.ptr = mln_arena_dup(l->arena, text.ptr, text.len);
    mln_vec_add(&l->anchors, (anchor){text, node});
}

static void add_scalar(loader *l, const yaml_event_t *event)
{
    mln_yaml_node *node = add_node(l, MLN_YAML_SCALAR, &event->start_mark);
    yaml_scalar_style_t style = event->data.scalar.style;
    uint32_t len = (uint32_t)event->data.scalar.length;
    const char *value = (const char *)event->data.scalar.value;
    node->text = (mln_str){mln_arena_dup(l->arena, value, len), len};
    node->plain = style == YAML_PLAIN_SCALAR_STYLE;
    node->block = style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE;
    if (node->block) {
        find_block_text(l, node);
        node->literal = style == YAML_LITERAL_SCALAR_STYLE;
    } else {
        uint32_t quotes = node->plain ? 0 : 1;
        node->text_column += quotes;
        size_t written = event->end_mark.index - event->start_mark.index;
        /* Nothing folded and nothing escaped: as many characters as were written. */
        size_t chars = 0;
        for (uint32_t i = 0; i < len; i++)
            chars += !is_continuation(value[i]);
        node->literal =
            written == chars + 2 * quotes && event->start_mark.line == event->end_mark.line;
    }
    name_anchor(l, event->data.scalar.anchor, node);
    place(l, node);
}

static void open_level(loader *l, const yaml_event_t *event, mln_yaml_kind kind)
{
    mln_yaml_node *node = add_node(l, kind, &event->start_mark);
    /* Keys are checked where they are placed. */
    place(l, node);
    name_anchor(l,
                kind == MLN_YAML_MAP ? event->data.mapping_start.anchor
                                     : event->data.sequence_start.anchor,
                node);
    if (l->depth == DEPTH_MAX) {
        report(l, MLN_LIMIT, "yaml-limit", get_offset(l, event->start_mark.index),
               "the document is nested too deep", MLN_STR(""));
        return;
    }
    l->levels[l->depth++] = (level){node, l->items.len};
}

static void close_level(loader *l)
{
    level top = l->levels[--l->depth];
    uint32_t count = l->items.len - top.first;
    top.node->items = MLN_ARENA_ARRAY(l->arena, const mln_yaml_node *, count);
    top.node->count = count;
    for (uint32_t i = 0; i < count; i++) {
        top.node->items[i] = l->items.data[top.first + i];
        top.node->weight += top.node->items[i]->weight;
    }
    l->items.len = top.first;
    if (top.node->weight > WEIGHT_MAX) {
        mln_diags_add(l->diags, MLN_DIAG_ERROR, "yaml-limit", l->file, top.node->line,
                      top.node->column, MLN_STR(""), "the aliases in here expand to too much");
        l->status = MLN_LIMIT;
    }
}

static void add_alias(loader *l, const yaml_event_t *event)
{
    mln_str name = mln_str_of((const char *)event->data.alias.anchor);
    const mln_yaml_node *node = NULL;
    for (uint32_t i = l->anchors.len; i-- > 0 && !node;)
        if (mln_str_equal(l->anchors.data[i].name, name))
            node = l->anchors.data[i].node;
    uint32_t offset = get_offset(l, event->start_mark.index);
    if (!node) {
        report(l, MLN_SYNTAX, "yaml-syntax", offset, "there is no anchor named ", name);
        return;
    }
    for (uint32_t i = 0; i < l->depth; i++)
        if (l->levels[i].node == node) {
            report(l, MLN_SYNTAX, "yaml-syntax", offset, "this alias stands inside its own anchor ",
                   name);
            return;
        }
    place(l, node);
}

static void report_parser_error(loader *l, const yaml_parser_t *parser)
{
    uint32_t offset;
    if (parser->error == YAML_READER_ERROR)
        offset =
            parser->problem_offset < l->text.len ? (uint32_t)parser->problem_offset : l->text.len;
    else
        offset = get_offset(l, parser->problem_mark.index);
    uint32_t line, column;
    get_position(l, offset, &line, &column);
    const char *problem = parser->problem ? parser->problem : "malformed YAML";
    if (parser->context && parser->context_mark.line + 1 != line)
        mln_diags_add(l->diags, MLN_DIAG_ERROR, "yaml-syntax", l->file, line, column, MLN_STR(""),
                      "malformed YAML: %s (%s that began on line %zu)", problem, parser->context,
                      parser->context_mark.line + 1);
    else
        mln_diags_add(l->diags, MLN_DIAG_ERROR, "yaml-syntax", l->file, line, column, MLN_STR(""),
                      "malformed YAML: %s", problem);
    l->status = MLN_SYNTAX;
}

static void run(loader *l, yaml_parser_t *parser)
{
    uint32_t documents = 0;
    bool done = false;
    while (!done && l->status != MLN_LIMIT) {
        yaml_event_t event;
        if (!yaml_parser_parse(parser, &event)) {
            report_parser_error(l, parser);
            return;
        }
        switch (event.type) {
        case YAML_DOCUMENT_START_EVENT:
            if (documents++) {
                report(l, MLN_SYNTAX, "yaml-syntax", get_offset(l, event.start_mark.index),
                       "a second document begins here; write one a file", MLN_STR(""));
                done = true;
            }
            break;
        case YAML_SCALAR_EVENT:
            add_scalar(l, &event);
            break;
        case YAML_SEQUENCE_START_EVENT:
            open_level(l, &event, MLN_YAML_LIST);
            break;
        case YAML_MAPPING_START_EVENT:
            open_level(l, &event, MLN_YAML_MAP);
            break;
        case YAML_SEQUENCE_END_EVENT:
        case YAML_MAPPING_END_EVENT:
            close_level(l);
            break;
        case YAML_ALIAS_EVENT:
            add_alias(l, &event);
            /* Without it keys and values no longer pair. */
            done = l->status != MLN_OK;
            break;
        case YAML_STREAM_END_EVENT:
            done = true;
            break;
        default:
            break;
        }
        yaml_event_delete(&event);
    }
}

mln_status mln_yaml_read(mln_arena *arena, mln_str file, mln_str text, mln_diags *diags,
                         const mln_yaml_node **root)
{
    *root = NULL;
    if (text.len >= 3 && memcmp(text.ptr, "\xef\xbb\xbf", 3) == 0) {
        text.ptr += 3;
        text.len -= 3;
    }
    if (text.len > MLN_YAML_BYTES_MAX) {
        mln_diags_add(diags, MLN_DIAG_ERROR, "yaml-limit", file, 0, 0, MLN_STR(""),
                      "larger than %u bytes", MLN_YAML_BYTES_MAX);
        return MLN_LIMIT;
    }
    loader l = {.arena = arena, .file = file, .text = text, .diags = diags};
    find_lines(&l);
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser))
        mln_mem_exhausted(sizeof parser);
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)(text.len ? text.ptr : ""),
                                 text.len);
    run(&l, &parser);
    yaml_parser_delete(&parser);
    mln_vec_release(&l.lines);
    mln_vec_release(&l.anchors);
    mln_vec_release(&l.items);
    if (l.status == MLN_OK && l.root && !mln_yaml_is_null(l.root))
        *root = l.root;
    return l.status;
}

/* --- reading values -------------------------------------------------------------------------- */

const mln_yaml_node *mln_yaml_get(const mln_yaml_node *map, const char *key)
{
    for (uint32_t i = 0; map->kind == MLN_YAML_MAP && i + 1 < map->count; i += 2)
        if (mln_str_is(map->items[i]->text, key))
            return map->items[i + 1];
    return NULL;
}

bool mln_yaml_is_null(const mln_yaml_node *node)
{
    static const char *const words[] = {"", "~", "null", "Null", "NULL"};
    return node->kind == MLN_YAML_SCALAR && node->plain &&
           mln_str_is_one_of(node->text, words, MLN_COUNT_OF(words));
}

bool mln_yaml_get_bool(const mln_yaml_node *node, bool *value)
{
    static const char *const yes[] = {"true", "True", "TRUE", "yes", "Yes", "YES", "on", "On"};
    static const char *const no[] = {"false", "False", "FALSE", "no", "No", "NO", "off", "Off"};
    if (node->kind != MLN_YAML_SCALAR || !node->plain)
        return false;
    *value = mln_str_is_one_of(node->text, yes, MLN_COUNT_OF(yes));
    return *value || mln_str_is_one_of(node->text, no, MLN_COUNT_OF(no));
}

bool mln_yaml_get_int(const mln_yaml_node *node, int64_t *value)
{
    if (node->kind != MLN_YAML_SCALAR || !node->plain || node->text.len == 0 || node->text.len > 18)
        return false;
    bool negative = node->text.ptr[0] == '-';
    int64_t sum = 0;
    for (uint32_t i = negative; i < node->text.len; i++) {
        char c = node->text.ptr[i];
        if (!mln_ascii_is_digit(c))
            return false;
        sum = sum * 10 + (c - '0');
    }
    *value = negative ? -sum : sum;
    return node->text.len > (uint32_t)negative;
}

void mln_yaml_get_position(const mln_yaml_node *node, uint32_t offset, uint32_t *line,
                           uint32_t *column)
{
    *line = node->text_line;
    *column = node->text_column;
    if (!node->literal)
        return;
    uint32_t start = 0, end = node->text.len;
    /* The end is the end of the last line, not the start of one that is not there. */
    if (end && node->text.ptr[end - 1] == '\n')
        end--;
    offset = offset < end ? offset : end;
    for (uint32_t i = 0; i < offset; i++)
        if (node->text.ptr[i] == '\n') {
            ++*line;
            start = i + 1;
        }
    *column += offset - start;
}
