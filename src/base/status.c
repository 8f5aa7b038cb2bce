#include "base/status.h"

#include <errno.h>

#include "base/banned.h"

static const char *const texts[] = {
#define MLN_STATUS(name, text) text,
#include "base/status_list.h"
#undef MLN_STATUS
};

const char *mln_status_text(mln_status status)
{
    return (unsigned)status < MLN_COUNT_OF(texts) ? texts[status] : "unknown status";
}

mln_status mln_status_from_errno(int error)
{
    switch (error) {
    case 0:
        return MLN_OK;
    case ENOENT:
    case ENOTDIR:
        return MLN_NOT_FOUND;
    case EACCES:
    case EPERM:
        return MLN_DENIED;
    default:
        return MLN_IO;
    }
}
