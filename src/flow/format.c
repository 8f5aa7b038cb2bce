#include "flow/format.h"

#include "flow/prefix.h"

#include "base/banned.h"

#define PREFIX_MAX 512

/* One directive; the cursor stands behind it afterwards. */
typedef struct {
    uint32_t at;
    uint32_t stars;  /* arguments that say width and precision */
    bool positioned; /* %1$s */
    bool suppressed; /* scanf: %*d */
    bool own;        /* takes an argument of its own */
    char conversion;
} directive;

static bool is_one_of(char c, const char *set)
{
    return c != '\0' && strchr(set, c) != NULL;
}

/* `z` and `q` are lengths before a number's letter, directives of their own otherwise. */
static bool is_length(mln_str format, uint32_t i)
{
    char c = format.ptr[i];
    if (is_one_of(c, "hlLjt"))
        return true;
    return is_one_of(c, "zq") && i + 1 < format.len && is_one_of(format.ptr[i + 1], "diouxXn");
}

/* The next directive from `*i` on. */
static bool next(mln_str format, bool scans, uint32_t *i, directive *found)
{
    while (*i + 1 < format.len && (format.ptr[*i] != '%' || format.ptr[*i + 1] == '%'))
        *i += format.ptr[*i] == '%' ? 2 : 1;
    if (*i + 1 >= format.len)
        return false;
    *found = (directive){.at = (*i)++, .own = true};
    for (; *i < format.len && is_one_of(format.ptr[*i], "-+ #0'!,.123456789$*"); (*i)++) {
        found->positioned |= format.ptr[*i] == '$';
        if (format.ptr[*i] != '*')
            continue;
        found->suppressed |= scans;
        found->stars += !scans;
    }
    while (*i < format.len && is_length(format, *i))
        (*i)++;
    if (*i >= format.len)
        return false;
    found->conversion = format.ptr[(*i)++];
    found->own = !found->suppressed && (scans || found->conversion != 'm');
    if (scans && found->conversion == '[') {
        *i += *i < format.len && format.ptr[*i] == '^';
        *i += *i < format.len && format.ptr[*i] == ']';
        while (*i < format.len && format.ptr[*i] != ']')
            (*i)++;
    }
    return true;
}

mln_format_kind mln_format_find(mln_str format, bool scans, uint32_t index, uint32_t *at)
{
    directive d;
    uint32_t taken = 0;
    for (uint32_t i = 0; next(format, scans, &i, &d);) {
        if (d.positioned || (!scans && d.conversion == 'M')) /* `%M` of Mongoose: any number */
            return MLN_FORMAT_UNKNOWN;
        if (index < taken + d.stars)
            return MLN_FORMAT_NUMBER;
        taken += d.stars;
        if (!d.own)
            continue;
        if (index == taken) {
            *at = d.at;
            return is_one_of(d.conversion, "diouxXeEfFgGaAnp") ? MLN_FORMAT_NUMBER
                                                               : MLN_FORMAT_TEXT;
        }
        taken++;
    }
    return MLN_FORMAT_UNKNOWN;
}

mln_str mln_format_get(const mln_facts *facts, uint32_t call, uint32_t argument)
{
    if (argument + 2 >= facts->count[call])
        return MLN_STR("");
    uint32_t value =
        mln_facts_skip_copies(facts, mln_facts_operands(facts, call)[argument + 2].value);
    if (mln_facts_op(facts, value) != MLN_FLOW_CONST || facts->aux[value] != MLN_FLOW_STRING)
        return MLN_STR("");
    return mln_facts_string(facts, facts->sym[value]);
}

typedef struct {
    char text[PREFIX_MAX];
    uint32_t len;
} prefix;

static void add(prefix *p, mln_str text)
{
    for (uint32_t i = 0; i < text.len && p->len < PREFIX_MAX; i++)
        p->text[p->len++] = text.ptr[i];
}

bool mln_format_is_fixed(const mln_facts *facts, uint32_t call, uint32_t argument, uint32_t at)
{
    mln_str format = mln_format_get(facts, call, argument);
    prefix p = {.len = 0};
    uint32_t from = 0, index = argument;
    directive d;
    for (uint32_t i = 0; next(format, false, &i, &d) && d.at < at; from = i) {
        add(&p, (mln_str){format.ptr + from, d.at - from});
        index += d.stars + d.own;
        mln_str constant =
            d.own && d.conversion == 's' ? mln_format_get(facts, call, index) : MLN_STR("");
        add(&p, constant.len ? constant : (mln_str){&(char){MLN_PREFIX_UNKNOWN}, 1});
    }
    if (at > from)
        add(&p, (mln_str){format.ptr + from, at - from});
    return mln_prefix_text_is_fixed((mln_str){p.text, p.len});
}
