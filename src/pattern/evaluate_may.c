/* Whether a file can hold a match at all, by its literals and words. */
#include "pattern/program_p.h"

#include "base/banned.h"

/* Whether what a condition asks for can be in the file. A text that is put together of constants
 * need not stand there. */
static bool may_hold(const mln_evaluator *e, const mln_part_condition *c)
{
    if (c->kind == MLN_CONDITION_REGEX)
        return mln_eval_has_one(e, c->words);
    return c->kind != MLN_CONDITION_PATTERN || c->has_language || mln_eval_may(e, c->formula);
}

bool mln_eval_may(const mln_evaluator *e, const mln_part *part)
{
    for (uint32_t i = 0; i < part->condition_count; i++)
        if (!may_hold(e, &part->conditions[i]))
            return false;
    switch (part->kind) {
    case MLN_FORMULA_REGEX:
        return mln_eval_has_word(e, part);
    case MLN_FORMULA_PATTERN:
        if (part->is_text)
            return mln_eval_has_word(e, part);
        return mln_subject_may_match(&e->subject, e->program->patterns.data[part->pattern]) &&
               mln_eval_has_word(e, part);
    case MLN_FORMULA_ALL:
        for (uint32_t i = 0; i < part->child_count; i++)
            if (part->children[i]->kind != MLN_FORMULA_NOT && !mln_eval_may(e, part->children[i]))
                return false;
        return true;
    case MLN_FORMULA_ANY:
        for (uint32_t i = 0; i < part->child_count; i++)
            if (mln_eval_may(e, part->children[i]))
                return true;
        return false;
    case MLN_FORMULA_INSIDE:
    case MLN_FORMULA_ANYWHERE:
        return mln_eval_may(e, part->children[0]);
    default:
        return true;
    }
}

bool mln_evaluator_may(mln_evaluator *e, const mln_compiled *compiled)
{
    bool may = compiled->need_count == 0;
    for (uint32_t i = 0; i < compiled->need_count && !may; i++)
        may = mln_subject_has(&e->subject, compiled->needs[i]);
    if (!may)
        return false;
    mln_eval_find_words(e);
    return mln_eval_may(e, compiled->root);
}

bool mln_evaluator_has_word(mln_evaluator *e, mln_word_set words)
{
    mln_eval_find_words(e);
    return mln_eval_has_one(e, words);
}

/* The literal that makes mln_eval_may refuse a part; UINT32_MAX when it does not. */
static uint32_t find_missing(const mln_evaluator *e, const mln_part *part)
{
    uint32_t missing = UINT32_MAX;
    switch (part->kind) {
    case MLN_FORMULA_PATTERN: {
        if (part->is_text)
            return UINT32_MAX;
        const mln_pattern *pattern = e->program->patterns.data[part->pattern];
        for (uint32_t i = pattern->required_count; i-- > 0 && missing == UINT32_MAX;)
            if (!mln_subject_has(&e->subject, pattern->required[i]))
                missing = pattern->required[i];
        return missing;
    }
    case MLN_FORMULA_ALL:
        for (uint32_t i = 0; i < part->child_count && missing == UINT32_MAX; i++)
            if (part->children[i]->kind != MLN_FORMULA_NOT)
                missing = find_missing(e, part->children[i]);
        return missing;
    case MLN_FORMULA_ANY:
    case MLN_FORMULA_INSIDE:
    case MLN_FORMULA_ANYWHERE:
        return find_missing(e, part->children[0]);
    default:
        return UINT32_MAX;
    }
}

mln_str mln_evaluator_find_missing(const mln_evaluator *e, const mln_compiled *compiled)
{
    uint32_t missing = UINT32_MAX;
    if (!mln_eval_may(e, compiled->root))
        missing = find_missing(e, compiled->root);
    return missing == UINT32_MAX ? MLN_STR("") : mln_strtab_get(&e->program->vocabulary, missing);
}
