#include "pattern/generic.h"

#include "pattern/generic_p.h"

#include "base/banned.h"

/* For a pattern and text. */
#define STEP_BUDGET UINT64_C(4000000)

/* Inside an ellipsis: what it has skipped, and how far it may go. */
typedef struct {
    bool open;
    uint16_t variable;
    uint32_t max_line;
    uint32_t start, stop; /* bytes */
} dots;

/* Where the matcher is: before node `node` of the pattern and token `token` of the text. */
typedef struct {
    uint32_t node, node_end; /* of the pattern's block */
    uint32_t token;
    uint32_t nest; /* the nesting that `token` lies in, or ends */
    uint32_t base; /* the nesting that must not be left */
    uint32_t last; /* token matched last; 0: none yet */
    dots dots;
    uint32_t frames; /* blocks of the pattern being matched */
} place;

/* A block of the pattern: what comes behind it. */
typedef struct {
    uint32_t node, node_end;
    uint32_t token, nest, base;
    uint32_t choices; /* there were so many before it */
} frame;

/* A token that matched, and could have been skipped instead. */
typedef struct {
    place at;
    uint32_t trail;
} choice;

struct mln_generic_matcher {
    mln_regex_matcher *regex;
    const mln_generic *generic;
    const mln_generic_text *text;
    MLN_VEC(frame)
    frames;
    MLN_VEC(choice)
    choices;
    MLN_VEC(uint16_t)
    trail;
    MLN_VEC(mln_bound)
    bounds;
    MLN_VEC(uint32_t)
    ends; /* by match of this run: the token it ends with */
    MLN_VEC(uint64_t)
    taken;          /* bit set of such tokens */
    uint32_t start; /* the token of the first atom */
    uint64_t steps;
    bool spent;
};

mln_generic_matcher *mln_generic_matcher_new(mln_regex_matcher *regex)
{
    mln_generic_matcher *m = mln_mem_new(1, sizeof *m);
    m->regex = regex;
    return m;
}

void mln_generic_matcher_free(mln_generic_matcher *m)
{
    if (!m)
        return;
    mln_vec_release(&m->frames);
    mln_vec_release(&m->choices);
    mln_vec_release(&m->trail);
    mln_vec_release(&m->bounds);
    mln_vec_release(&m->ends);
    mln_vec_release(&m->taken);
    mln_mem_free(m);
}

/* ---- bindings ---- */

static mln_str get_text(const mln_generic_matcher *m, mln_span span)
{
    return (mln_str){m->text->text.ptr + span.start, span.stop - span.start};
}

static bool bind(mln_generic_matcher *m, uint16_t variable, mln_bound_kind kind, mln_span span)
{
    mln_bound *bound = &m->bounds.data[variable];
    if (bound->kind != MLN_BOUND_NOT)
        return mln_str_equal(get_text(m, bound->span), get_text(m, span));
    *bound = (mln_bound){.kind = kind, .node = MLN_NO_NODE, .span = span};
    mln_vec_add(&m->trail, variable);
    return true;
}

static void undo(mln_generic_matcher *m, uint32_t trail)
{
    while (m->trail.len > trail)
        m->bounds.data[m->trail.data[--m->trail.len]].kind = MLN_BOUND_NOT;
}

static bool bind_dots(mln_generic_matcher *m, const dots *d)
{
    return !d->open || d->variable == MLN_NO_VARIABLE ||
           bind(m, d->variable, MLN_BOUND_SPAN, (mln_span){d->start, d->stop});
}

static bool match_atom(mln_generic_matcher *m, const mln_generic_node *node,
                       const mln_generic_token *token)
{
    const char *text = m->text->text.ptr + token->start;
    uint32_t len = token->stop - token->start;
    if (node->kind == MLN_GENERIC_VARIABLE)
        return mln_generic_is_word_char(*text) &&
               bind(m, node->variable, MLN_BOUND_WORD, (mln_span){token->start, token->stop});
    return node->text.len == len && memcmp(node->text.ptr, text, len) == 0;
}

/* ---- the solver ---- */

static void open_dots(mln_generic_matcher *m, place *at, uint16_t variable)
{
    uint32_t span = m->generic->options.max_span;
    if (at->dots.open) {
        at->dots.max_line += span;
        return;
    }
    const mln_generic_token *last = &m->text->tokens[at->last ? at->last : m->start];
    uint32_t stop = at->last ? last->stop : last->start;
    at->dots = (dots){true, variable, last->line + span, stop, stop};
}

/* Takes in what stands from `token` to the end of the nesting, up to the last line. */
static void run_out(const mln_generic_matcher *m, place *at)
{
    const mln_generic_token *tokens = m->text->tokens;
    for (; at->token < tokens[at->nest].end; at->token++) {
        if (tokens[at->token].stop == 0)
            continue;
        if (tokens[at->token].line > at->dots.max_line)
            break;
        at->last = at->token;
        at->dots.stop = tokens[at->token].stop;
    }
}

/* Whether nodes may stand for nothing at all. */
static bool is_optional(const mln_generic_node *nodes, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (nodes[i].kind != MLN_GENERIC_DOTS && nodes[i].kind != MLN_GENERIC_BLOCK)
            return false;
    return true;
}

typedef enum { GO_ON, FAIL, DONE } outcome;

/* The pattern, or a block of it, is at its end. */
static outcome finish(mln_generic_matcher *m, place *at)
{
    if (at->dots.open)
        run_out(m, at);
    else if (at->frames && at->token != m->text->tokens[at->nest].end)
        return FAIL;
    if (!bind_dots(m, &at->dots))
        return FAIL;
    if (!at->frames)
        return DONE;
    const frame *f = &m->frames.data[--at->frames];
    m->choices.len = f->choices;
    at->node = f->node;
    at->node_end = f->node_end;
    at->token = f->token;
    at->nest = f->nest;
    at->base = f->base;
    at->dots.open = false;
    return GO_ON;
}

/* A block of the pattern is a nesting of the text, as a whole. */
static outcome match_block(mln_generic_matcher *m, place *at)
{
    const mln_generic_node *nodes = m->generic->nodes;
    const mln_generic_token *tokens = m->text->tokens;
    uint32_t behind = nodes[at->node].end;
    if (at->token == tokens[at->nest].end) {
        if (!is_optional(nodes, at->node, at->node_end))
            return FAIL;
        at->node = at->node_end;
        return finish(m, at);
    }
    const mln_generic_token *token = &tokens[at->token];
    if (token->stop && at->dots.open && token->line <= at->dots.max_line) {
        at->dots.stop = token->stop;
        at->token++;
        return GO_ON;
    }
    if (!bind_dots(m, &at->dots))
        return FAIL;
    at->dots.open = false;
    if (token->stop) {
        if (!is_optional(nodes, at->node, behind))
            return FAIL;
        at->node = behind;
        return GO_ON;
    }
    m->frames.len = at->frames++;
    mln_vec_add(&m->frames,
                (frame){behind, at->node_end, token->end, at->nest, at->base, m->choices.len});
    at->node_end = behind;
    at->node++;
    at->nest = at->base = at->token++;
    return GO_ON;
}

static outcome match_token(mln_generic_matcher *m, place *at)
{
    const mln_generic_token *tokens = m->text->tokens;
    if (at->token == tokens[at->nest].end) {
        if (at->nest == at->base)
            return FAIL;
        at->nest = tokens[at->nest].start;
        return GO_ON;
    }
    const mln_generic_token *token = &tokens[at->token];
    if (!token->stop) {
        at->nest = at->token++;
        return GO_ON;
    }
    if (at->dots.open && token->line > at->dots.max_line)
        return FAIL;
    uint32_t trail = m->trail.len;
    if (match_atom(m, &m->generic->nodes[at->node], token) && bind_dots(m, &at->dots)) {
        if (at->dots.open)
            mln_vec_add(&m->choices, (choice){*at, trail});
        at->last = at->token++;
        at->node++;
        at->dots.open = false;
        return GO_ON;
    }
    undo(m, trail);
    if (!at->dots.open)
        return FAIL;
    at->dots.stop = token->stop;
    at->token++;
    return GO_ON;
}

static bool go_back(mln_generic_matcher *m, place *at)
{
    if (!m->choices.len)
        return false;
    const choice *c = &m->choices.data[--m->choices.len];
    *at = c->at;
    undo(m, c->trail);
    at->dots.stop = m->text->tokens[at->token++].stop;
    return true;
}

/* The first, which is the shortest, way to match at a token; `*last` is its last one. */
static bool solve(mln_generic_matcher *m, uint32_t token, uint32_t nest, uint32_t *last)
{
    const mln_generic_node *nodes = m->generic->nodes;
    place at = {.node_end = m->generic->count, .token = token, .nest = nest, .base = nest};
    m->start = token;
    mln_vec_clear(&m->choices);
    undo(m, 0);
    for (;;) {
        if (++m->steps > STEP_BUDGET) {
            m->spent = true;
            return false;
        }
        outcome result = GO_ON;
        if (at.node == at.node_end)
            result = finish(m, &at);
        else if (nodes[at.node].kind == MLN_GENERIC_BLOCK)
            result = match_block(m, &at);
        else if (nodes[at.node].kind == MLN_GENERIC_DOTS)
            open_dots(m, &at, nodes[at.node++].variable);
        else
            result = match_token(m, &at);
        if (result == DONE) {
            *last = at.last ? at.last : token;
            return true;
        }
        if (result == FAIL && !go_back(m, &at))
            return false;
    }
}

/* ---- searching ---- */

static void add_match(mln_generic_matcher *m, mln_span span, uint32_t shift, mln_arena *arena,
                      mln_matches *list)
{
    uint32_t count = m->generic->variable_count;
    mln_bound *bounds = mln_arena_alloc(arena, (count + 1) * sizeof *bounds);
    for (uint32_t v = 0; v < count; v++) {
        bounds[v] = m->bounds.data[v];
        bounds[v].span.start += shift;
        bounds[v].span.stop += shift;
    }
    mln_vec_add(&list->matches,
                (mln_match){.span = {span.start + shift, span.stop + shift}, .bounds = bounds});
}

/* Of matches that end alike the last is the shortest. */
static void drop_longer(mln_generic_matcher *m, mln_matches *list, uint32_t first)
{
    uint32_t words = m->text->count / 64 + 1, kept = list->matches.len;
    mln_vec_reserve(&m->taken, words);
    memset(m->taken.data, 0, words * sizeof *m->taken.data);
    for (uint32_t i = list->matches.len; i-- > first;) {
        uint32_t end = m->ends.data[i - first];
        uint64_t bit = (uint64_t)1 << (end % 64);
        if (m->taken.data[end / 64] & bit)
            continue;
        m->taken.data[end / 64] |= bit;
        list->matches.data[--kept] = list->matches.data[i];
    }
    uint32_t dropped = kept - first, left = list->matches.len - kept;
    if (dropped && left)
        memmove(list->matches.data + first, list->matches.data + kept,
                left * sizeof *list->matches.data);
    list->matches.len = first + left;
}

/* Cheap: whether the byte in front of node `index`'s text stands in front of the token. */
static bool may_match(const mln_generic_matcher *m, uint32_t index, uint32_t token)
{
    const mln_generic_node *node = &m->generic->nodes[index];
    return node->kind > MLN_GENERIC_BYTE ||
           m->text->text.ptr[m->text->tokens[token].start] == *node->text.ptr;
}

/* The same of the first two nodes: what follows a token is the next one, whatever nests. */
static bool may_start(const mln_generic_matcher *m, uint32_t token)
{
    if (!may_match(m, 0, token))
        return false;
    uint32_t next = token + 1;
    if (m->generic->count == 1 || m->generic->nodes[1].kind > MLN_GENERIC_BYTE ||
        m->generic->nodes[0].kind > MLN_GENERIC_VARIABLE)
        return true;
    while (next < m->text->count && !m->text->tokens[next].stop)
        next++;
    return next < m->text->count && may_match(m, 1, next);
}

static void find_tokens(mln_generic_matcher *m, uint32_t shift, mln_arena *arena, mln_matches *list)
{
    const mln_generic_node *head = m->generic->nodes;
    const mln_generic_token *tokens = m->text->tokens;
    bool dotted = head->kind == MLN_GENERIC_DOTS;
    uint32_t first = list->matches.len, nest = 0;
    mln_vec_clear(&m->ends);
    for (uint32_t i = 1; i < m->text->count && !m->spent; i++) {
        while (nest && i >= tokens[nest].end)
            nest = tokens[nest].start;
        if (!tokens[i].stop) {
            nest = i;
            continue;
        }
        /* An ellipsis in front begins with the nesting. */
        if (dotted && i != nest + 1)
            continue;
        if (!may_start(m, i))
            continue;
        uint32_t last;
        if (!solve(m, i, nest, &last))
            continue;
        add_match(m, (mln_span){tokens[i].start, tokens[last].stop}, shift, arena, list);
        mln_vec_add(&m->ends, last);
    }
    if (list->matches.len > first + 1)
        drop_longer(m, list, first);
}

static void find_regex(mln_generic_matcher *m, uint32_t shift, mln_arena *arena, mln_matches *list)
{
    mln_regex_iter iter = mln_regex_iter_init(m->generic->regex, m->regex, m->text->text);
    for (;;) {
        mln_span groups[MLN_REGEX_GROUP_MAX];
        uint32_t count = MLN_REGEX_GROUP_MAX;
        mln_regex_result result = mln_regex_iter_next(&iter, groups, &count);
        m->spent |= result == MLN_REGEX_LIMIT;
        if (result != MLN_REGEX_MATCH)
            return;
        for (uint32_t v = 0; v < m->generic->variable_count; v++) {
            mln_span span = v + 1 < count ? groups[v + 1] : (mln_span){MLN_REGEX_UNSET, 0};
            m->bounds.data[v] = (mln_bound){0};
            if (span.start != MLN_REGEX_UNSET)
                m->bounds.data[v] =
                    (mln_bound){.kind = MLN_BOUND_WORD, .node = MLN_NO_NODE, .span = span};
        }
        add_match(m, groups[0], shift, arena, list);
    }
}

void mln_generic_find(mln_generic_matcher *m, const mln_generic *generic,
                      const mln_generic_text *text, uint32_t shift, mln_arena *arena,
                      mln_matches *list)
{
    m->generic = generic;
    m->text = text;
    m->steps = 0;
    m->spent = false;
    mln_vec_clear(&m->trail);
    mln_vec_reserve(&m->bounds, generic->variable_count + 1);
    memset(m->bounds.data, 0, (generic->variable_count + 1) * sizeof *m->bounds.data);
    if (generic->regex)
        find_regex(m, shift, arena, list);
    else
        find_tokens(m, shift, arena, list);
    list->spent |= m->spent;
    list->steps += m->steps;
}
