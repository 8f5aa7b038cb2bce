#include "syntax/kind.h"

#include "base/banned.h"

static const struct {
    const char *name;
    const char *layout;
    mln_kind_class class;
} kinds[] = {
#define MLN_KIND(name, text, class, layout) {text, layout, MLN_CLASS_##class},
#include "syntax/kind_list.h"
#undef MLN_KIND
};

static const char *const ops[] = {
#define MLN_OP(name, text) text,
#include "syntax/op_list.h"
#undef MLN_OP
};

_Static_assert((int)MLN_OP_COUNT <= (int)MLN_FLAG_OP, "operators fit the op bits");

const char *mln_kind_get_name(mln_kind kind)
{
    return kinds[kind].name;
}

mln_kind_class mln_kind_get_class(mln_kind kind)
{
    return kinds[kind].class;
}

const char *mln_kind_get_layout(mln_kind kind)
{
    return kinds[kind].layout;
}

const char *mln_role_get_name(mln_role role)
{
    static const char *const names[] = {"part", "expr", "stmt", "bind", "type", "key", "member"};
    _Static_assert(MLN_COUNT_OF(names) == MLN_ROLE_COUNT, "a name for every role");
    return names[role];
}

uint32_t mln_kind_get_fixed(mln_kind kind)
{
    uint32_t count = 0;
    bool in_word = false;
    for (const char *c = kinds[kind].layout; *c; c++) {
        if (*c == ' ')
            in_word = false;
        else if (*c == '*')
            count--;
        else if (!in_word) {
            in_word = true;
            count++;
        }
    }
    return count;
}

bool mln_kind_has_rest(mln_kind kind)
{
    return strchr(kinds[kind].layout, '*') != NULL;
}

const char *mln_op_get_text(mln_op op)
{
    return ops[op];
}

mln_op mln_op_find(mln_str text)
{
    for (uint32_t op = 1; op < MLN_OP_OTHER; op++)
        if (mln_str_is(text, ops[op]))
            return (mln_op)op;
    return MLN_OP_OTHER;
}
