/* status: the result of everything that can fail. */
#ifndef MLN_BASE_STATUS_H
#define MLN_BASE_STATUS_H

#include "base/base.h"

typedef enum {
#define MLN_STATUS(name, text) MLN_##name,
#include "base/status_list.h"
#undef MLN_STATUS
    MLN_STATUS_COUNT
} mln_status_code;

/* Functions that return it are marked MLN_CHECK_RESULT. */
typedef mln_status_code mln_status;

/* A short English text, never NULL. */
const char *mln_status_text(mln_status status);

/* The status that best describes an errno value. */
mln_status mln_status_from_errno(int error);

#endif
