#include "flow/format.h"

#include "flow/prefix.h"

#include "base/banned.h"

#define TEXT_MAX 512

mln_format_use mln_format_read(mln_str format, uint32_t argument)
{
    char text[TEXT_MAX];
    uint32_t len = 0, next = 0;
    for (uint32_t at = 0; at < format.len; at++) {
        char c = format.ptr[at];
        if (c == '%' && at + 1 < format.len) {
            at++;
            while (at < format.len && strchr("0123456789.+-# 'hlLqjztI*$", format.ptr[at])) {
                if (format.ptr[at] == '$') /* arguments by number */
                    return (mln_format_use){false, false};
                if (format.ptr[at] == '*' && next++ == argument)
                    return (mln_format_use){.number = true};
                at++;
            }
            c = at < format.len ? format.ptr[at] : '%';
            if (c != '%') {
                if (next++ == argument)
                    return (mln_format_use){.number = strchr("diouxXeEfFgGaAcp", c) != NULL,
                                            .fixed =
                                                mln_prefix_text_is_fixed((mln_str){text, len})};
                c = MLN_PREFIX_UNKNOWN;
            }
        }
        if (len < TEXT_MAX)
            text[len++] = c;
    }
    return (mln_format_use){false, false};
}

mln_format_use mln_format_get_use(const mln_facts *facts, uint32_t call, uint32_t slot)
{
    const mln_flow_operand *operands = mln_facts_operands(facts, call);
    for (uint32_t i = slot; i-- > 2;) {
        uint32_t value = mln_facts_skip_copies(facts, operands[i].value);
        if (mln_facts_op(facts, value) != MLN_FLOW_CONST || facts->aux[value] != MLN_FLOW_STRING)
            continue;
        mln_str text = mln_facts_string(facts, facts->sym[value]);
        if (text.len && memchr(text.ptr, '%', text.len))
            return mln_format_read(text, slot - i - 1);
    }
    return (mln_format_use){false, false};
}
