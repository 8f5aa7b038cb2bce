#include "syntax/lower_p.h"

#include <stdio.h>
#include <tree_sitter/api.h>

#include "base/banned.h"

static const char *const field_names[] = {"",
#define F(name) #name,
                                          MLN_FIELD_LIST(F)
#undef F
};

static const char *const token_texts[] = {"",
#define T(name, text) text,
                                          MLN_TOKEN_LIST(T)
#undef T
};

/* Tokens that no adapter and no operator table asks for. */
static const char *const punctuation[] = {
    "(",  ")",    "{",   "}",     "[",  "]",      ";",        ":",    "\"",
    "'",  "`",    "${",  "#",     "=>", "</",     "/>",       "@",    "case",
    "if", "else", "for", "while", "do", "return", "function", "class"};

enum { SLOT_NONE, SLOT_FIELD, SLOT_FIRST, SLOT_REST };

static mln_slot read_slot(const mln_grammar *grammar, const char *word, size_t len)
{
    mln_slot slot = {SLOT_NONE, 0, MLN_ACT_NONE, MLN_ROLE_PART};
    if (word[0] == '_')
        return slot;
    slot.act = MLN_ACT_LOWER;
    switch (word[len - 1]) {
    case 'e':
        slot.role = MLN_ROLE_EXPR;
        break;
    case 'b':
        slot.act = MLN_ACT_BODY;
        slot.role = MLN_ROLE_STMT;
        break;
    case 's':
        slot.role = MLN_ROLE_STMT;
        break;
    case 't':
        slot.role = MLN_ROLE_TYPE;
        break;
    case 'k':
        slot.role = MLN_ROLE_KEY;
        break;
    case 'n':
        slot.role = MLN_ROLE_BIND;
        break;
    case 'm':
        slot.role = MLN_ROLE_MEMBER;
        break;
    default:
        break;
    }
    if (word[0] == '*')
        slot.source = SLOT_REST;
    else if (word[0] == '1')
        slot.source = SLOT_FIRST;
    else {
        slot.source = SLOT_FIELD;
        slot.field =
            (uint8_t)ts_language_field_id_for_name(grammar->language, word, (uint32_t)len - 2);
    }
    return slot;
}

static void read_layout(const mln_grammar *grammar, mln_symbol_info *info, const char *layout)
{
    while (layout && *layout) {
        size_t len = strcspn(layout, " ");
        info->slots[info->slot_count++] = read_slot(grammar, layout, len);
        layout += len + strspn(layout + len, " ");
    }
}

static size_t find_text(const char *text, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(text, list[i]) == 0)
            return i;
    return SIZE_MAX;
}

void mln_grammar_init(mln_grammar *grammar, mln_lang lang, const TSLanguage *language,
                      const mln_row *rows, size_t row_count, const char *const *comments)
{
    uint32_t count = ts_language_symbol_count(language);
    grammar->lang = lang;
    grammar->language = language;
    grammar->symbol_count = count;
    grammar->symbols = mln_mem_new(count, sizeof *grammar->symbols);
    grammar->fates = mln_mem_new(count, 1);
    grammar->tokens = mln_mem_new(count, 1);
    grammar->ops = mln_mem_new(count, 1);
    for (uint32_t f = 1; f < MLN_FIELD_COUNT; f++)
        grammar->fields[f] = (uint8_t)ts_language_field_id_for_name(
            language, field_names[f], (uint32_t)strlen(field_names[f]));
    for (uint32_t sym = 0; sym < count; sym++) {
        const char *name = ts_language_symbol_name(language, (TSSymbol)sym);
        TSSymbolType type = ts_language_symbol_type(language, (TSSymbol)sym);
        if (!name)
            continue;
        if (type == TSSymbolTypeAnonymous) {
            size_t token = find_text(name, token_texts, MLN_TOKEN_COUNT);
            grammar->tokens[sym] = token == SIZE_MAX ? 0 : (uint8_t)token;
            mln_str text = mln_str_of(name);
            mln_op op = mln_op_find(text);
            bool assigns = text.len > 1 && mln_str_ends_with(text, MLN_STR("="));
            if (op == MLN_OP_OTHER && assigns)
                op = mln_op_find((mln_str){text.ptr, text.len - 1});
            grammar->ops[sym] = (uint8_t)(op == MLN_OP_OTHER ? MLN_OP_NONE : op);
            if (find_text(name, punctuation, MLN_COUNT_OF(punctuation)) != SIZE_MAX ||
                (strcmp(name, ",") == 0))
                grammar->fates[sym] = MLN_CST_DROP;
            continue;
        }
        for (const char *const *comment = comments; *comment; comment++)
            if (strcmp(name, *comment) == 0)
                grammar->fates[sym] = MLN_CST_COMMENT;
        for (size_t r = 0; r < row_count; r++)
            if (strcmp(rows[r].symbol, name) == 0) {
                grammar->symbols[sym].row = &rows[r];
                read_layout(grammar, &grammar->symbols[sym], rows[r].layout);
            }
    }
}

uint32_t mln_lower_field(const mln_lower *lower, uint32_t cst, mln_field field)
{
    uint8_t id = lower->grammar->fields[field];
    if (!id)
        return MLN_NO_CST;
    MLN_EACH_CST(lower, cst, c)
    if (mln_lower_cst(lower, c)->field == id && mln_lower_is_named(lower, c))
        return c;
    return MLN_NO_CST;
}

bool mln_lower_has_token(const mln_lower *lower, uint32_t cst, mln_token token)
{
    MLN_EACH_CST(lower, cst, c)
    if (mln_lower_token(lower, c) == token)
        return true;
    return false;
}

uint32_t mln_lower_first(const mln_lower *lower, uint32_t cst)
{
    uint32_t any = MLN_NO_CST;
    MLN_EACH_CST(lower, cst, c)
    {
        if (!mln_lower_is_named(lower, c))
            continue;
        if (!mln_lower_cst(lower, c)->field)
            return c;
        if (any == MLN_NO_CST)
            any = c;
    }
    return any;
}

const mln_row *mln_lower_row(const mln_lower *lower, uint32_t cst)
{
    uint16_t sym = mln_lower_cst(lower, cst)->sym;
    return sym == MLN_CST_SYM_ERROR ? NULL : lower->grammar->symbols[sym].row;
}

mln_str mln_lower_text(const mln_lower *lower, mln_span span)
{
    return (mln_str){lower->tree->text.ptr + span.start, span.stop - span.start};
}

uint32_t mln_lower_emit_at(mln_lower *lower, mln_kind kind, mln_role role, unsigned flags,
                           uint32_t parent, mln_span span)
{
    return mln_tree_add(lower->tree, kind, role, flags, parent, span);
}

uint32_t mln_lower_emit(mln_lower *lower, const mln_todo *item, mln_kind kind, unsigned flags)
{
    const mln_cst_node *node = mln_lower_cst(lower, item->cst);
    unsigned broken = node->flags & (MLN_CST_MISSING | MLN_CST_ERROR) ? MLN_FLAG_BROKEN : 0;
    return mln_tree_add(lower->tree, kind, (mln_role)item->role, flags | item->flags | broken,
                        item->parent, item->span);
}

void mln_lower_emit_none(mln_lower *lower, uint32_t parent)
{
    uint32_t at = lower->tree->start[parent];
    mln_tree_add(lower->tree, MLN_KIND_NONE, MLN_ROLE_PART, 0, parent, (mln_span){at, at});
}

void mln_lower_set_text(mln_lower *lower, uint32_t node, mln_str text)
{
    lower->tree->sym[node] = mln_strtab_add(&lower->tree->syms, text);
}

uint32_t mln_lower_begin(mln_lower *lower)
{
    return lower->todo.len;
}

void mln_lower_push(mln_lower *lower, mln_act act, mln_role role, uint32_t cst, uint32_t parent)
{
    mln_todo item = {.act = (uint8_t)(cst == MLN_NO_CST ? MLN_ACT_NONE : act),
                     .role = (uint8_t)role,
                     .cst = cst,
                     .parent = parent};
    mln_vec_add(&lower->todo, item);
}

void mln_lower_push_call(mln_lower *lower, mln_lower_call *call, mln_role role, uint32_t cst,
                         uint32_t parent, uint32_t aux)
{
    mln_todo item = {.act = MLN_ACT_CUSTOM,
                     .role = (uint8_t)role,
                     .cst = cst,
                     .parent = parent,
                     .aux = aux,
                     .call = call};
    mln_vec_add(&lower->todo, item);
}

void mln_lower_end(mln_lower *lower, uint32_t mark)
{
    for (uint32_t i = mark, j = lower->todo.len; i + 1 < j; i++) {
        mln_todo item = lower->todo.data[i];
        lower->todo.data[i] = lower->todo.data[--j];
        lower->todo.data[j] = item;
    }
}

static void push_slot(mln_lower *lower, const mln_slot *slot, uint32_t cst, uint32_t parent,
                      const uint8_t *taken, uint32_t taken_count)
{
    bool found = false;
    if (slot->source != SLOT_NONE) {
        MLN_EACH_CST(lower, cst, c)
        {
            const mln_cst_node *node = mln_lower_cst(lower, c);
            if (!(node->flags & MLN_CST_NAMED))
                continue;
            if (slot->source == SLOT_FIELD) {
                if (!slot->field || node->field != slot->field)
                    continue;
            } else if (node->field && taken_count && memchr(taken, node->field, taken_count)) {
                continue;
            }
            found = true;
            mln_lower_push(lower, (mln_act)slot->act, (mln_role)slot->role, c, parent);
            if (slot->source != SLOT_REST)
                break;
        }
    }
    if (!found && slot->source != SLOT_REST)
        mln_lower_push(lower, MLN_ACT_NONE, MLN_ROLE_PART, MLN_NO_CST, parent);
}

static void push_slots(mln_lower *lower, const mln_symbol_info *info, uint32_t cst, uint32_t parent)
{
    uint8_t taken[MLN_SLOTS_MAX];
    uint32_t taken_count = 0;
    for (uint32_t i = 0; i < info->slot_count; i++)
        if (info->slots[i].source == SLOT_FIELD)
            taken[taken_count++] = info->slots[i].field;
    uint32_t mark = mln_lower_begin(lower);
    for (uint32_t i = 0; i < info->slot_count; i++)
        push_slot(lower, &info->slots[i], cst, parent, taken, taken_count);
    mln_lower_end(lower, mark);
}

void mln_lower_leaf(mln_lower *lower, const mln_todo *item)
{
    const mln_row *row = mln_lower_row(lower, item->cst);
    const mln_cst_node *node = mln_lower_cst(lower, item->cst);
    /* Some grammars name a class by a type's symbol, some by an identifier. */
    mln_kind kind =
        row->kind == MLN_KIND_TYPE_NAME && item->role == MLN_ROLE_BIND ? MLN_KIND_IDENT : row->kind;
    uint32_t n = mln_lower_emit(lower, item, kind, row->flags);
    /* A leaf is not widened by parentheses: its text is its span. */
    lower->tree->start[n] = node->start;
    lower->tree->stop[n] = node->stop;
    mln_lower_set_text(lower, n, mln_lower_text(lower, (mln_span){node->start, node->stop}));
}

void mln_lower_number(mln_lower *lower, const mln_todo *item)
{
    const mln_cst_node *node = mln_lower_cst(lower, item->cst);
    uint32_t n = mln_lower_emit(lower, item, MLN_KIND_NUMBER, 0);
    lower->tree->start[n] = node->start;
    lower->tree->stop[n] = node->stop;
    mln_buf_clear(&lower->text);
    mln_number_normalise(mln_lower_text(lower, (mln_span){node->start, node->stop}),
                         lower->grammar->lang == MLN_LANG_C, &lower->text);
    mln_lower_set_text(lower, n, mln_buf_get_str(&lower->text));
}

void mln_lower_operator(mln_lower *lower, const mln_todo *item)
{
    const mln_symbol_info *info = &lower->grammar->symbols[mln_lower_cst(lower, item->cst)->sym];
    unsigned op = MLN_OP_NONE;
    bool first = true, prefix = false;
    MLN_EACH_CST(lower, item->cst, c)
    {
        uint16_t sym = mln_lower_cst(lower, c)->sym;
        if (sym != MLN_CST_SYM_ERROR && !mln_lower_is_named(lower, c) &&
            lower->grammar->ops[sym] != MLN_OP_NONE) {
            op = lower->grammar->ops[sym];
            prefix = first;
            break;
        }
        first = false;
    }
    unsigned flags = op | (prefix && info->row->kind == MLN_KIND_UPDATE ? MLN_FLAG_PREFIX : 0u);
    uint32_t n = mln_lower_emit(lower, item, info->row->kind, flags);
    push_slots(lower, info, item->cst, n);
}

/* A node without a row: kept whole, so that it still matches by shape. */
static void lower_other(mln_lower *lower, const mln_todo *item)
{
    const mln_cst_node *node = mln_lower_cst(lower, item->cst);
    bool error = node->sym == MLN_CST_SYM_ERROR;
    uint32_t n = mln_lower_emit(lower, item, error ? MLN_KIND_ERROR : MLN_KIND_OTHER, 0);
    if (!error)
        mln_lower_set_text(
            lower, n, mln_str_of(ts_language_symbol_name(lower->grammar->language, node->sym)));
    uint32_t mark = mln_lower_begin(lower);
    bool named = false;
    MLN_EACH_CST(lower, item->cst, c)
    if (mln_lower_is_named(lower, c)) {
        named = true;
        mln_lower_push(lower, MLN_ACT_LOWER, error ? MLN_ROLE_STMT : (mln_role)item->role, c, n);
    }
    mln_lower_end(lower, mark);
    if (!named && !error)
        mln_lower_set_text(lower, n, mln_lower_text(lower, (mln_span){node->start, node->stop}));
}

static void lower_body(mln_lower *lower, const mln_todo *item)
{
    const mln_row *row = mln_lower_row(lower, item->cst);
    mln_todo inner = *item;
    inner.act = MLN_ACT_LOWER;
    if (row && row->kind == MLN_KIND_NONE && row->layout) {
        /* else_clause and the like: the body is what they hold. */
        uint32_t first = mln_lower_first(lower, item->cst);
        if (first != MLN_NO_CST && row->layout[0] == '1') {
            inner.cst = first;
            inner.act = MLN_ACT_BODY;
            mln_vec_add(&lower->todo, inner);
            return;
        }
    }
    if (!row || row->kind != MLN_KIND_BLOCK) {
        const mln_cst_node *node = mln_lower_cst(lower, item->cst);
        inner.parent = mln_lower_emit_at(lower, MLN_KIND_BLOCK, MLN_ROLE_STMT, MLN_FLAG_IMPLICIT,
                                         item->parent, (mln_span){node->start, node->stop});
    }
    mln_vec_add(&lower->todo, inner);
}

static void lower_node(mln_lower *lower, mln_todo item)
{
    const mln_cst_node *node = mln_lower_cst(lower, item.cst);
    if (item.act != MLN_ACT_THROUGH)
        item.span = (mln_span){node->start, node->stop};
    for (;;) {
        if (node->sym == MLN_CST_SYM_ERROR)
            break;
        const mln_symbol_info *info = &lower->grammar->symbols[node->sym];
        const mln_row *row = info->row;
        if (!row)
            break;
        if (row->call) {
            row->call(lower, &item);
            return;
        }
        if (row->kind != MLN_KIND_NONE) {
            uint32_t n = mln_lower_emit(lower, &item, row->kind, row->flags);
            push_slots(lower, info, item.cst, n);
            return;
        }
        /* Transparent: the child stands for it, with its span. */
        uint32_t child = mln_lower_first(lower, item.cst);
        if (child == MLN_NO_CST) {
            mln_lower_emit_none(lower, item.parent);
            return;
        }
        item.flags = (uint16_t)(item.flags | row->flags);
        item.cst = child;
        node = mln_lower_cst(lower, child);
    }
    lower_other(lower, &item);
}

void mln_lower_through(mln_lower *lower, const mln_todo *item, uint32_t cst, unsigned flags)
{
    if (cst == MLN_NO_CST) {
        mln_lower_emit_none(lower, item->parent);
        return;
    }
    mln_todo inner = *item;
    inner.act = MLN_ACT_THROUGH;
    inner.cst = cst;
    inner.flags = (uint16_t)(inner.flags | flags);
    mln_vec_add(&lower->todo, inner);
}

void mln_lower_inside(mln_lower *lower, const mln_todo *item, uint32_t cst, unsigned flags)
{
    mln_lower_through(lower, item, cst, flags);
    if (cst != MLN_NO_CST)
        lower->todo.data[lower->todo.len - 1].act = MLN_ACT_LOWER;
}

void mln_lower_run(mln_lower *lower)
{
    mln_tree *tree = lower->tree;
    mln_vec_clear(&lower->todo);
    mln_vec_clear(&lower->chains);
    /* The file's node covers all of the text, comments and blank lines at both ends included. */
    uint32_t root = mln_tree_add(tree, MLN_KIND_FILE, MLN_ROLE_PART,
                                 lower->cst->errors.len ? MLN_FLAG_BROKEN : 0, 0,
                                 (mln_span){0, tree->text.len});
    uint32_t mark = mln_lower_begin(lower);
    MLN_EACH_CST(lower, 0, c)
    if (mln_lower_is_named(lower, c))
        mln_lower_push(lower, MLN_ACT_LOWER, MLN_ROLE_STMT, c, root);
    mln_lower_end(lower, mark);
    while (lower->todo.len) {
        mln_todo item = lower->todo.data[--lower->todo.len];
        switch ((mln_act)item.act) {
        case MLN_ACT_LOWER:
        case MLN_ACT_THROUGH:
            lower_node(lower, item);
            break;
        case MLN_ACT_NONE:
            mln_lower_emit_none(lower, item.parent);
            break;
        case MLN_ACT_BODY:
            lower_body(lower, &item);
            break;
        case MLN_ACT_CUSTOM: {
            if (item.cst != MLN_NO_CST) {
                const mln_cst_node *node = mln_lower_cst(lower, item.cst);
                item.span = (mln_span){node->start, node->stop};
            }
            item.call(lower, &item);
            break;
        }
        }
    }
    mln_tree_finish(tree);
}
