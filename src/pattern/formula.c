#include "pattern/formula.h"

#include "base/banned.h"

mln_pattern_options mln_pattern_options_default(void)
{
    return (mln_pattern_options){.constant_propagation = true,
                                 .symbolic_propagation = false,
                                 .implicit_ellipsis = true,
                                 .ac_matching = true,
                                 .commutative_boolop = false,
                                 .vardef_assign = true,
                                 .flddef_assign = true,
                                 .attr_expr = true,
                                 .arrow_is_function = true,
                                 .let_is_var = true,
                                 .xml_singleton_loose_matching = true,
                                 .xml_attrs_implicit_ellipsis = true,
                                 .xml_children_ordered = true,
                                 .decorators_order_matters = false};
}
