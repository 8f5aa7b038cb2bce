#include "files/skip.h"

#include "base/banned.h"

static const struct {
    const char *id, *text;
} reasons[] = {
#define MLN_SKIP(name, id, text) {id, text},
    MLN_SKIP_LIST(MLN_SKIP)
#undef MLN_SKIP
};

const char *mln_skip_get_id(mln_skip_reason reason)
{
    return (unsigned)reason < MLN_COUNT_OF(reasons) ? reasons[reason].id : "unknown";
}

const char *mln_skip_get_text(mln_skip_reason reason)
{
    return (unsigned)reason < MLN_COUNT_OF(reasons) ? reasons[reason].text : "unknown reason";
}
