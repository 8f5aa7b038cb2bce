#include "ruleset/rule_p.h"

#include "base/ascii.h"

#include "base/banned.h"

/* Free-form: only what is known is read, in whatever shape rule files have it. */

/* "CWE-89" of "CWE-89: SQL injection"; nothing without a number. */
static mln_str find_cwe(mln_str text)
{
    text = mln_str_trim(text);
    uint32_t i = 4;
    if (!mln_str_starts_with(text, MLN_STR("CWE-")))
        return MLN_STR("");
    while (i < text.len && mln_ascii_is_digit(text.ptr[i]))
        i++;
    return i > 4 ? (mln_str){text.ptr, i} : MLN_STR("");
}

/* "A03:2021" of "A03:2021 - Injection", "A1" of "A1: Injection", "API4:2023", "LLM01:2025". */
static mln_str find_owasp(mln_str text)
{
    text = mln_str_trim(text);
    uint32_t i = 0;
    while (i < text.len && mln_ascii_is_upper(text.ptr[i]))
        i++;
    uint32_t letters = i;
    while (i < text.len && mln_ascii_is_digit(text.ptr[i]))
        i++;
    if (letters == 0 || letters > 4 || i == letters || i - letters > 2)
        return MLN_STR("");
    if (text.len - i > 4 && text.ptr[i] == ':') {
        uint32_t year = i + 1;
        while (year < text.len && mln_ascii_is_digit(text.ptr[year]))
            year++;
        if (year == i + 5)
            i = year;
    }
    return (mln_str){text.ptr, i};
}

static mln_str as_is(mln_str text)
{
    return mln_str_trim(text);
}

/* What `find` takes out of a text or of each of a list, without repetition. */
static const mln_str *collect(mln_reader *reader, const mln_yaml_node *node,
                              mln_str (*find)(mln_str), const mln_str *before, uint32_t *count)
{
    if (!node || (node->kind == MLN_YAML_SCALAR && mln_yaml_is_null(node)) ||
        node->kind == MLN_YAML_MAP)
        return before;
    uint32_t more = node->kind == MLN_YAML_LIST ? node->count : 1;
    mln_str *list = MLN_ARENA_ARRAY(reader->arena, mln_str, *count + more);
    for (uint32_t i = 0; i < *count; i++)
        list[i] = before[i];
    for (uint32_t i = 0; i < more; i++) {
        const mln_yaml_node *item = node->kind == MLN_YAML_LIST ? node->items[i] : node;
        if (item->kind != MLN_YAML_SCALAR)
            continue;
        mln_str found = find(item->text);
        bool known = found.len == 0;
        for (uint32_t j = 0; j < *count; j++)
            known = known || mln_str_equal(list[j], found);
        if (!known)
            list[(*count)++] = mln_reader_keep(reader, found);
    }
    return list;
}

/* The first of `keys` that is there with a text. */
static mln_str find_text(mln_reader *reader, const mln_yaml_node *metadata, const char *const *keys,
                         mln_str before)
{
    for (size_t i = 0; keys[i] && before.len == 0; i++) {
        const mln_yaml_node *value = mln_yaml_get(metadata, keys[i]);
        if (value && value->kind == MLN_YAML_SCALAR && !mln_yaml_is_null(value))
            before = mln_reader_keep(reader, mln_str_trim(value->text));
    }
    return before;
}

static void read_precision(const mln_yaml_node *metadata, mln_rule *rule)
{
    const mln_yaml_node *precision = mln_yaml_get(metadata, "precision");
    const mln_yaml_node *confidence = mln_yaml_get(metadata, "confidence");
    /* Others' metadata may hold anything: what is no precision of ours is not looked at. */
    if (precision && mln_precision_find(precision->text, &rule->card.precision))
        return;
    if (confidence)
        (void)mln_precision_find(confidence->text, &rule->card.precision);
}

void mln_rule_read_metadata(mln_reader *reader, const mln_yaml_node *metadata, mln_rule *rule,
                            bool has_precision)
{
    static const char *const titles[] = {"title", "shortDescription", "short_description", NULL};
    static const char *const helps[] = {"help", "fullDescription", "description", NULL};
    static const char *const urls[] = {"url", "source", "shortlink", NULL};
    static const char *const guards[] = {"guard", NULL};
    mln_card *card = &rule->card;
    if (!metadata)
        return;
    card->title = find_text(reader, metadata, titles, card->title);
    card->help = find_text(reader, metadata, helps, card->help);
    card->url = find_text(reader, metadata, urls, card->url);
    card->guard = find_text(reader, metadata, guards, card->guard);
    card->cwe = collect(reader, mln_yaml_get(metadata, "cwe"), find_cwe, NULL, &card->cwe_count);
    card->owasp =
        collect(reader, mln_yaml_get(metadata, "owasp"), find_owasp, NULL, &card->owasp_count);
    card->references =
        collect(reader, mln_yaml_get(metadata, "references"), as_is, NULL, &card->reference_count);
    static const char *const tags[] = {"category", "subcategory", "technology", "tags",
                                       "vulnerability_class"};
    for (size_t i = 0; i < MLN_COUNT_OF(tags); i++)
        card->tags =
            collect(reader, mln_yaml_get(metadata, tags[i]), as_is, card->tags, &card->tag_count);
    if (!has_precision)
        read_precision(metadata, rule);
}
