#include "flow/prefix.h"

#include "base/ascii.h"

#include "base/banned.h"

#define TEXT_MAX 512
#define NESTED_MAX 16
#define VISITS_MAX 1000

static bool ends_host(char c)
{
    return c == '/' || c == '?' || c == '#' || c == '\\';
}

/* A host that begins at `at`, and its end. */
static bool has_host(mln_str text, uint32_t at)
{
    uint32_t start = at;
    while (at < text.len && !ends_host(text.ptr[at]))
        at++;
    return at > start && at < text.len;
}

static bool is_scheme(char c)
{
    return mln_ascii_is_alnum(c) || c == '+' || c == '-' || c == '.' || c == MLN_PREFIX_UNKNOWN;
}

bool mln_prefix_text_is_fixed(mln_str text)
{
    if (text.len == 0)
        return false;
    char first = text.ptr[0];
    uint32_t at = 0;
    while (at < text.len && is_scheme(text.ptr[at]))
        at++;
    mln_str rest = {text.ptr + at, text.len - at};
    if (at && mln_str_starts_with(rest, MLN_STR("://")))
        return has_host(text, at + 3);
    if (first == '/' || first == '\\') {
        if (text.len == 1)
            return false;
        if (text.ptr[1] == '/' || text.ptr[1] == '\\')
            return has_host(text, 2);
        return first == '/';
    }
    if (first == '?' || first == '#')
        return true;
    for (uint32_t i = 1; i < text.len; i++) {
        if (text.ptr[i] == ':' && first != MLN_PREFIX_UNKNOWN)
            return false;
        if (ends_host(text.ptr[i]) && text.ptr[i] != '\\')
            return true;
    }
    return false;
}

typedef struct {
    char text[TEXT_MAX];
    uint32_t len;
    uint32_t visits; /* parts in parts, shared ones as often as they stand there */
} prefix;

static void add(prefix *p, const char *text, uint32_t len)
{
    if (len > TEXT_MAX - p->len)
        len = TEXT_MAX - p->len;
    if (len)
        memcpy(p->text + p->len, text, len);
    p->len += len;
}

static void add_part(const mln_facts *facts, prefix *p, uint32_t value, int depth)
{
    value = mln_facts_skip_copies(facts, value);
    p->visits++;
    const mln_flow_operand *operands = mln_facts_operands(facts, value);
    switch (mln_facts_op(facts, value)) {
    case MLN_FLOW_CONST: {
        mln_str text = mln_facts_string(facts, facts->sym[value]);
        add(p, text.ptr, text.len);
        break;
    }
    case MLN_FLOW_CONCAT:
        if (depth < NESTED_MAX) {
            for (uint32_t i = 0;
                 i < facts->count[value] && p->len < TEXT_MAX && p->visits < VISITS_MAX; i++)
                add_part(facts, p, operands[i].value, depth + 1);
            break;
        }
        /* fall through */
    default:
        add(p, &(char){MLN_PREFIX_UNKNOWN}, 1);
        break;
    }
}

bool mln_prefix_is_fixed(const mln_facts *facts, uint32_t concat, uint32_t slot)
{
    prefix p = {.len = 0};
    const mln_flow_operand *operands = mln_facts_operands(facts, concat);
    for (uint32_t i = 0; i < slot && p.len < TEXT_MAX && p.visits < VISITS_MAX; i++)
        add_part(facts, &p, operands[i].value, 0);
    return p.visits < VISITS_MAX && mln_prefix_text_is_fixed((mln_str){p.text, p.len});
}
