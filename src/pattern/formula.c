#include "pattern/formula.h"

#include "base/banned.h"

bool mln_subject_find(mln_str name, mln_subject_kind *kind)
{
    static const struct {
        const char *name;
        mln_subject_kind kind;
    } names[] = {
        {"generic", MLN_SUBJECT_GENERIC},   {"spacegrep", MLN_SUBJECT_GENERIC},
        {"aliengrep", MLN_SUBJECT_GENERIC}, {"regex", MLN_SUBJECT_REGEX},
        {"none", MLN_SUBJECT_REGEX},
    };
    for (size_t i = 0; i < MLN_COUNT_OF(names); i++)
        if (mln_str_equal_any_case(name, mln_str_of(names[i].name))) {
            *kind = names[i].kind;
            return true;
        }
    return false;
}

mln_pattern_options mln_pattern_options_default(void)
{
    return (mln_pattern_options){.constant_propagation = true,
                                 .symbolic_propagation = false,
                                 .implicit_ellipsis = true,
                                 .ac_matching = true,
                                 .commutative_boolop = false,
                                 .vardef_assign = true,
                                 .flddef_assign = false,
                                 .attr_expr = true,
                                 .arrow_is_function = true,
                                 .let_is_var = true,
                                 .xml_singleton_loose_matching = true,
                                 .xml_attrs_implicit_ellipsis = true,
                                 .xml_children_ordered = true,
                                 .decorators_order_matters = false,
                                 .generic = {.multiline = true, .max_span = 10}};
}
