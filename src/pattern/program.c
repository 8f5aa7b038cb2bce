#include "pattern/program.h"

#include <stdio.h>

#include "pattern/needle.h"
#include "pattern/program_p.h"

#include "base/banned.h"

#define DEPTH_MAX 64

typedef struct {
    mln_program *program;
    mln_program_target target;
    const mln_pattern_options *options;
    MLN_VEC(mln_str)
    variables;
    mln_program_error *error;
    int depth;
} builder;

mln_program *mln_program_new(void)
{
    mln_program *program = mln_mem_new(1, sizeof *program);
    mln_strtab_init(&program->vocabulary);
    mln_strtab_init(&program->pattern_keys);
    mln_strtab_init(&program->words);
    program->parser = mln_parser_new();
    mln_tree_init(&program->tree);
    return program;
}

void mln_program_free(mln_program *program)
{
    if (!program)
        return;
    for (uint32_t i = 0; i < program->patterns.len; i++)
        mln_pattern_release(program->patterns.data[i]);
    for (uint32_t i = 0; i < program->generics.len; i++)
        mln_generic_release(program->generics.data[i]);
    for (uint32_t i = 0; i < program->regexes.len; i++)
        mln_regex_free(program->regexes.data[i]);
    for (uint32_t i = 0; i < program->comparisons.len; i++)
        mln_comparison_release(program->comparisons.data[i]);
    mln_vec_release(&program->patterns);
    mln_vec_release(&program->key_pattern);
    mln_vec_release(&program->generics);
    mln_vec_release(&program->regexes);
    mln_vec_release(&program->comparisons);
    mln_parser_free(program->parser);
    mln_tree_release(&program->tree);
    mln_read_ahead_release(&program->ahead);
    mln_strtab_release(&program->vocabulary);
    mln_strtab_release(&program->pattern_keys);
    mln_strtab_release(&program->words);
    mln_multi_free(program->finder);
    mln_arena_release(&program->arena);
    mln_mem_free(program);
}

const mln_strtab *mln_program_get_vocabulary(const mln_program *program)
{
    return &program->vocabulary;
}

uint32_t mln_compiled_get_variable_count(const mln_compiled *compiled)
{
    return compiled->variable_count;
}

mln_str mln_compiled_get_variable(const mln_compiled *compiled, uint32_t index)
{
    return compiled->variables[index];
}

static uint32_t add_variable(builder *b, mln_str name)
{
    for (uint32_t i = 0; i < b->variables.len; i++)
        if (mln_str_equal(b->variables.data[i], name))
            return i;
    mln_str copy = {mln_arena_dup(&b->program->arena, name.ptr, name.len), name.len};
    mln_vec_add(&b->variables, copy);
    return b->variables.len - 1;
}

static mln_status fail(builder *b, mln_status status, uint32_t line, uint32_t column,
                       const char *what, mln_str text, const char *why)
{
    mln_str shown = text;
    for (uint32_t i = 0; i < shown.len; i++)
        if (shown.ptr[i] == '\n')
            shown.len = i;
    if (shown.len > 80)
        shown.len = 80;
    b->error->status = status;
    b->error->line = line;
    b->error->column = column;
    snprintf(b->error->text, sizeof b->error->text, "%s \"%.*s%s\": %s", what, MLN_STR_ARGS(shown),
             shown.len < text.len ? "…" : "", why);
    return status;
}

/* ---- patterns ---- */

static mln_status add_pattern(builder *b, const mln_formula *f, uint32_t *index)
{
    mln_program *program = b->program;
    bool text = b->target.subject == MLN_SUBJECT_GENERIC;
    mln_buf key = {0};
    mln_buf_add_text(&key, text ? "text:" : b->target.lang == MLN_LANG_C ? "c:" : "ecma:");
    if (text)
        mln_buf_add(&key, &b->options->generic, sizeof b->options->generic);
    else
        mln_buf_add(&key, b->options, offsetof(mln_pattern_options, generic));
    mln_buf_add_str(&key, f->text);
    uint32_t known = mln_strtab_find(&program->pattern_keys, mln_buf_get_str(&key));
    if (known != UINT32_MAX) {
        *index = program->key_pattern.data[known - 1];
        mln_buf_release(&key);
        return MLN_OK;
    }
    mln_pattern_compiler compiler = {program->parser, &program->tree, &program->arena,
                                     &program->vocabulary};
    char why[256] = "";
    uint32_t line = 1;
    mln_pattern *pattern = NULL;
    mln_generic *generic = NULL;
    mln_str kept = {mln_arena_dup(&program->arena, f->text.ptr, f->text.len), f->text.len};
    mln_status status =
        text ? mln_generic_compile(&program->arena, kept, &b->options->generic, &generic, why,
                                   sizeof why, &line)
             : mln_pattern_compile(&compiler, kept, b->target.lang, b->options,
                                   mln_read_ahead_find(&program->ahead, f->text, b->target.lang),
                                   &pattern, why, sizeof why, &line);
    if (status != MLN_OK) {
        mln_buf_release(&key);
        return fail(b, status, f->line + line - 1, line > 1 ? 0 : f->column, "the pattern", f->text,
                    why);
    }
    *index = text ? program->generics.len : program->patterns.len;
    if (text)
        mln_vec_add(&program->generics, generic);
    else
        mln_vec_add(&program->patterns, pattern);
    mln_strtab_add(&program->pattern_keys, mln_buf_get_str(&key));
    mln_vec_add(&program->key_pattern, *index);
    mln_buf_release(&key);
    return MLN_OK;
}

static mln_status add_regex(builder *b, mln_str text, uint32_t flags, uint32_t line,
                            uint32_t column, mln_regex **regex)
{
    char why[256] = "";
    uint32_t offset = 0;
    mln_status status = mln_regex_new(regex, text, flags, why, sizeof why, &offset);
    if (status != MLN_OK)
        return fail(b, status, line, column, "the regular expression", text, why);
    mln_vec_add(&b->program->regexes, *regex);
    uint32_t count = mln_regex_get_group_count(*regex);
    for (uint32_t group = 1; group <= count && group < MLN_REGEX_GROUP_MAX; group++) {
        char name[128];
        snprintf(name, sizeof name, "$%u", group);
        add_variable(b, mln_str_of(name));
    }
    for (uint32_t group = 1; group <= count && group < MLN_REGEX_GROUP_MAX; group++) {
        mln_str given = mln_regex_get_group_name(*regex, group);
        char name[128];
        if (!given.len || given.len > 100)
            continue;
        snprintf(name, sizeof name, "$%.*s", MLN_STR_ARGS(given));
        add_variable(b, mln_str_of(name));
    }
    return MLN_OK;
}

/* ---- words ---- */

static mln_word_set add_words(mln_program *program, const mln_str *words, uint32_t count)
{
    uint32_t *ids = MLN_ARENA_ARRAY(&program->arena, uint32_t, count + 1);
    for (uint32_t i = 0; i < count; i++)
        ids[i] = mln_strtab_add(&program->words, words[i]) - 1;
    return (mln_word_set){ids, count};
}

mln_word_set mln_program_add_words(mln_program *program, const mln_str *texts, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (texts[i].len < MLN_NEEDLE_MIN)
            return (mln_word_set){NULL, 0};
    return add_words(program, texts, count);
}

mln_word_set mln_program_add_needles(mln_program *program, mln_str regex)
{
    mln_str words[MLN_NEEDLES_MAX];
    return add_words(program, words, mln_needles_find(&program->arena, regex, words));
}

/* ---- formulas ---- */

static mln_status build(builder *b, const mln_formula *f, const mln_part **out);

#define NEEDS_MAX 24u

/* Literals of the vocabulary, one of which must be there. */
typedef struct {
    uint32_t literals[NEEDS_MAX];
    uint32_t count;
} needs;

static needs find_needs(const mln_program *program, const mln_part *part);

/* Whether a formula is made of regular expressions alone. */
static bool is_textual(const mln_formula *f, int depth)
{
    if (f->kind == MLN_FORMULA_PATTERN || depth > DEPTH_MAX)
        return false;
    for (uint32_t i = 0; i < f->child_count; i++)
        if (!is_textual(f->children[i], depth + 1))
            return false;
    return true;
}

static mln_lang choose_language(mln_lang_set set)
{
    mln_lang lang = MLN_LANG_JS;
    while (lang < MLN_LANG_COUNT && !(set & MLN_LANG_BIT(lang)))
        lang++;
    return lang;
}

/* The formula that a metavariable is asked for, in the rule's language or another. */
static mln_status build_nested(builder *b, const mln_condition *c, mln_part_condition *out)
{
    mln_program_target outer = b->target;
    out->has_language = c->language.len > 0;
    if (out->has_language) {
        mln_subject_kind subject;
        mln_lang_set set = mln_lang_find(c->language);
        bool is_c = (set & MLN_LANG_BIT(MLN_LANG_C)) != 0;
        if (mln_subject_find(c->language, &subject)) {
            b->target.subject = subject;
        } else if (is_textual(c->formula, 0)) {
            b->target.subject = MLN_SUBJECT_REGEX;
        } else if (!set) {
            return fail(b, MLN_UNSUPPORTED, c->line, c->column, "metavariable-pattern in",
                        c->language, "this language is not supported here");
        } else {
            out->nested = outer.subject != MLN_SUBJECT_CODE || (outer.lang == MLN_LANG_C) != is_c;
            out->lang = choose_language(set);
            b->target = (mln_program_target){MLN_SUBJECT_CODE, out->lang};
        }
    }
    out->of_text = b->target.subject != MLN_SUBJECT_CODE;
    mln_status status = build(b, c->formula, &out->formula);
    b->target = outer;
    return status;
}

static mln_status build_condition(builder *b, const mln_condition *c, mln_part_condition *out)
{
    *out = (mln_part_condition){.kind = c->kind,
                                .variable = UINT32_MAX,
                                .constant_propagation = c->constant_propagation,
                                .types = c->types,
                                .type_count = c->type_count};
    if (c->metavariable.len)
        out->variable = add_variable(b, c->metavariable);
    switch (c->kind) {
    case MLN_CONDITION_REGEX:
        if (!c->constant_propagation)
            out->words = mln_program_add_needles(b->program, c->text);
        return add_regex(b, c->text, MLN_REGEX_ANCHORED, c->line, c->column, &out->regex);
    case MLN_CONDITION_PATTERN:
        return build_nested(b, c, out);
    case MLN_CONDITION_COMPARISON: {
        char why[256] = "";
        uint32_t offset = 0;
        mln_status status = mln_comparison_compile(&b->program->arena, c->text, c->strip, c->base,
                                                   &out->comparison, why, sizeof why, &offset);
        if (status != MLN_OK)
            return fail(b, status, c->line, c->column, "the comparison", c->text, why);
        mln_vec_add(&b->program->comparisons, out->comparison);
        for (uint32_t i = 0; i < mln_comparison_get_name_count(out->comparison); i++)
            add_variable(b, mln_comparison_get_name(out->comparison, i));
        return MLN_OK;
    }
    case MLN_CONDITION_ANALYSIS:
        if (!mln_analysis_find(c->text, &out->analyzer))
            return fail(b, MLN_UNSUPPORTED, c->line, c->column, "the analyzer", c->text,
                        "merlon knows entropy and redos");
        return MLN_OK;
    case MLN_CONDITION_TYPE:
        return MLN_OK;
    }
    return MLN_OK;
}

static mln_status build_regex(builder *b, const mln_formula *f, mln_part *part)
{
    part->words = mln_program_add_needles(b->program, f->text);
    return add_regex(b, f->text, MLN_REGEX_MULTILINE, f->line, f->column, &part->regex);
}

static mln_status build_text_leaf(builder *b, const mln_formula *f, mln_part *part)
{
    mln_program *program = b->program;
    part->is_text = true;
    if (part->kind == MLN_FORMULA_REGEX)
        return build_regex(b, f, part);
    mln_status status = add_pattern(b, f, &part->pattern);
    if (status != MLN_OK)
        return status;
    const mln_generic *generic = program->generics.data[part->pattern];
    uint32_t count = mln_generic_get_variable_count(generic);
    uint32_t *variables = MLN_ARENA_ARRAY(&program->arena, uint32_t, count + 1);
    for (uint32_t i = 0; i < count; i++)
        variables[i] = add_variable(b, mln_generic_get_variable(generic, i));
    part->variables = variables;
    const mln_str *words = mln_generic_get_words(generic, &count);
    part->words = add_words(program, words, count);
    return MLN_OK;
}

static mln_status build_leaf(builder *b, const mln_formula *f, mln_part *part)
{
    if (b->target.subject != MLN_SUBJECT_CODE)
        return build_text_leaf(b, f, part);
    if (f->kind == MLN_FORMULA_REGEX)
        return build_regex(b, f, part);
    mln_status status = add_pattern(b, f, &part->pattern);
    if (status != MLN_OK)
        return status;
    const mln_pattern *pattern = b->program->patterns.data[part->pattern];
    uint32_t *variables =
        MLN_ARENA_ARRAY(&b->program->arena, uint32_t, pattern->variable_count + 1);
    for (uint32_t i = 0; i < pattern->variable_count; i++)
        variables[i] = add_variable(b, pattern->variables[i]);
    part->variables = variables;
    if (pattern->string_regex.len)
        part->words = mln_program_add_needles(b->program, pattern->string_regex);
    else if (pattern->string.len)
        part->words = mln_program_add_words(b->program, &pattern->string, 1);
    if (pattern->shape == MLN_SHAPE_EXPRESSION &&
        pattern->nodes[pattern->root.id].meta == MLN_META_VARIABLE)
        part->selector = variables[pattern->nodes[pattern->root.id].variable];
    return MLN_OK;
}

/* Whether a match of the part can bind the variable. */
static bool binds(const mln_program *program, const mln_part *part, uint32_t variable)
{
    if (part->kind == MLN_FORMULA_NOT)
        return false;
    if (part->kind == MLN_FORMULA_PATTERN && !part->is_text)
        for (uint32_t v = 0; v < program->patterns.data[part->pattern]->variable_count; v++)
            if (part->variables[v] == variable)
                return true;
    for (uint32_t i = 0; i < part->child_count; i++)
        if (binds(program, part->children[i], variable))
            return true;
    /* A regular expression by its groups, a condition by what it finds. */
    return part->kind == MLN_FORMULA_REGEX || part->condition_count > 0;
}

/* What two parts bind must be the same, but need not be written in the same way: then the first is
 * the one that counts. */
static bool is_early(const mln_program *program, const mln_part *part, const mln_part_condition *c)
{
    uint32_t count = 0;
    if (c->kind != MLN_CONDITION_REGEX || c->constant_propagation)
        return false;
    for (uint32_t i = 0; i < part->child_count; i++) {
        const mln_part *child = part->children[i];
        /* `$X` beside others is looked for when they are known. */
        if (child->selector == c->variable && part->child_count > 1)
            return false;
        count += binds(program, child, c->variable);
    }
    return count == 1;
}

static mln_status build(builder *b, const mln_formula *f, const mln_part **out)
{
    mln_arena *arena = &b->program->arena;
    mln_part *part = MLN_ARENA_NEW(arena, mln_part);
    *out = part;
    part->kind = f->kind;
    part->selector = UINT32_MAX;
    /* A rule for regular expressions has nothing else. */
    if (f->kind == MLN_FORMULA_PATTERN && b->target.subject == MLN_SUBJECT_REGEX)
        part->kind = MLN_FORMULA_REGEX;
    if (++b->depth > DEPTH_MAX)
        return fail(b, MLN_LIMIT, f->line, f->column, "the formula", MLN_STR("…"),
                    "it is nested too deep");
    mln_status status = MLN_OK;
    if (f->kind == MLN_FORMULA_PATTERN || f->kind == MLN_FORMULA_REGEX)
        status = build_leaf(b, f, part);
    const mln_part **children = MLN_ARENA_ARRAY(arena, const mln_part *, f->child_count + 1);
    for (uint32_t i = 0; i < f->child_count && status == MLN_OK; i++)
        status = build(b, f->children[i], &children[i]);
    part->children = children;
    part->child_count = f->child_count;
    mln_part_condition *conditions =
        MLN_ARENA_ARRAY(arena, mln_part_condition, f->condition_count + 1);
    for (uint32_t i = 0; i < f->condition_count && status == MLN_OK; i++)
        status = build_condition(b, &f->conditions[i], &conditions[i]);
    part->conditions = conditions;
    part->condition_count = f->condition_count;
    if (part->kind == MLN_FORMULA_ALL && status == MLN_OK)
        for (uint32_t i = 0; i < f->condition_count; i++)
            conditions[i].early = is_early(b->program, part, &conditions[i]);
    uint32_t room = 0;
    for (uint32_t i = 0; i < f->focus_count; i++)
        room += 1 + f->focus[i].count;
    uint32_t *focus = MLN_ARENA_ARRAY(arena, uint32_t, room + 1);
    part->focus = focus;
    part->focus_count = f->focus_count;
    for (uint32_t i = 0; i < f->focus_count; i++) {
        *focus++ = f->focus[i].count;
        for (uint32_t j = 0; j < f->focus[i].count; j++)
            *focus++ = add_variable(b, f->focus[i].names[j]);
    }
    b->depth--;
    if (status == MLN_OK)
        part->has_literal = find_needs(b->program, part).count > 0;
    return status;
}

/* Takes what two ways ask for together. False when that is too much to be of use. */
static bool unite(needs *all, const needs *more)
{
    for (uint32_t i = 0; i < more->count; i++) {
        uint32_t at = 0;
        while (at < all->count && all->literals[at] != more->literals[i])
            at++;
        if (at == NEEDS_MAX)
            return false;
        all->literals[at] = more->literals[i];
        all->count += at == all->count;
    }
    return true;
}

/* Literals one of which every match needs: of a part that cannot be left out, the fewest. Nothing
 * when none are known. */
static needs find_needs(const mln_program *program, const mln_part *part)
{
    needs none = {.count = 0}, best = none;
    switch (part->kind) {
    case MLN_FORMULA_PATTERN: {
        if (part->is_text)
            return none;
        const mln_pattern *pattern = program->patterns.data[part->pattern];
        best.count = pattern->required_count > 0;
        if (best.count)
            best.literals[0] = pattern->required[pattern->required_count - 1];
        return best;
    }
    case MLN_FORMULA_ALL:
        for (uint32_t i = 0; i < part->child_count && best.count != 1; i++) {
            needs child = find_needs(program, part->children[i]);
            if (child.count && (!best.count || child.count < best.count))
                best = child;
        }
        return best;
    case MLN_FORMULA_ANY:
        for (uint32_t i = 0; i < part->child_count; i++) {
            needs child = find_needs(program, part->children[i]);
            if (!child.count || !unite(&best, &child))
                return none;
        }
        return best;
    case MLN_FORMULA_INSIDE:
    case MLN_FORMULA_ANYWHERE:
        return find_needs(program, part->children[0]);
    default:
        return none;
    }
}

void mln_program_finish(mln_program *program)
{
    uint32_t count = program->words.entries.len - 1;
    if (!program->words.entries.len || !count || program->finder)
        return;
    mln_str *words = mln_mem_new(count, sizeof *words);
    for (uint32_t i = 0; i < count; i++)
        words[i] = mln_strtab_get(&program->words, i + 1);
    program->finder = mln_multi_new(words, count);
    mln_mem_free(words);
}

mln_status mln_program_add(mln_program *program, const mln_formula *formula,
                           mln_program_target target, const mln_pattern_options *options,
                           const mln_compiled **compiled, mln_program_error *error)
{
    builder b = {.program = program, .target = target, .options = options, .error = error};
    *error = (mln_program_error){0};
    mln_compiled *made = MLN_ARENA_NEW(&program->arena, mln_compiled);
    mln_status status = build(&b, formula, &made->root);
    if (status == MLN_OK) {
        mln_str *variables = MLN_ARENA_ARRAY(&program->arena, mln_str, b.variables.len + 1);
        if (b.variables.len)
            memcpy(variables, b.variables.data, b.variables.len * sizeof *variables);
        made->variables = variables;
        made->variable_count = b.variables.len;
        uint32_t *shared = MLN_ARENA_ARRAY(&program->arena, uint32_t, b.variables.len + 1);
        for (uint32_t i = 0; i < b.variables.len; i++)
            if (!mln_eval_is_group(variables[i]))
                shared[made->shared_count++] = i;
        made->shared = shared;
        needs found = find_needs(program, made->root);
        uint32_t *literals = MLN_ARENA_ARRAY(&program->arena, uint32_t, found.count + 1);
        memcpy(literals, found.literals, found.count * sizeof *literals);
        made->needs = literals;
        made->need_count = found.count;
        made->target = target;
        *compiled = made;
    }
    mln_vec_release(&b.variables);
    return status;
}
