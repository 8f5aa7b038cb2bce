#include "finding/card.h"

#include "base/banned.h"

static const char *const SEVERITIES[MLN_SEVERITY_COUNT] = {"info", "low", "medium", "high",
                                                           "critical"};
static const char *const PRECISIONS[MLN_PRECISION_COUNT] = {"low", "medium", "high", "very-high"};

const char *mln_severity_get_name(mln_severity severity)
{
    return (unsigned)severity < MLN_SEVERITY_COUNT ? SEVERITIES[severity] : "unknown";
}

const char *mln_precision_get_name(mln_precision precision)
{
    return (unsigned)precision < MLN_PRECISION_COUNT ? PRECISIONS[precision] : "unknown";
}

bool mln_severity_find(mln_str name, mln_severity *severity)
{
    static const struct {
        const char *name;
        mln_severity severity;
    } ALIASES[] = {
        {"error", MLN_SEVERITY_HIGH},
        {"warning", MLN_SEVERITY_MEDIUM},
        {"inventory", MLN_SEVERITY_INFO},
        {"experiment", MLN_SEVERITY_INFO},
    };
    if (mln_str_is(name, "INFO")) {
        *severity = MLN_SEVERITY_LOW;
        return true;
    }
    for (uint32_t i = 0; i < MLN_SEVERITY_COUNT; i++) {
        if (mln_str_equal_any_case(name, mln_str_of(SEVERITIES[i]))) {
            *severity = (mln_severity)i;
            return true;
        }
    }
    for (size_t i = 0; i < MLN_COUNT_OF(ALIASES); i++) {
        if (mln_str_equal_any_case(name, mln_str_of(ALIASES[i].name))) {
            *severity = ALIASES[i].severity;
            return true;
        }
    }
    return false;
}

bool mln_precision_find(mln_str name, mln_precision *precision)
{
    for (uint32_t i = 0; i < MLN_PRECISION_COUNT; i++) {
        if (mln_str_equal_any_case(name, mln_str_of(PRECISIONS[i]))) {
            *precision = (mln_precision)i;
            return true;
        }
    }
    return false;
}
