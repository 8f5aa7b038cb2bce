#include "report/report.h"

#include "base/banned.h"

static const struct {
    const char *id;
    const char *text;
    void (*write)(const mln_run *, const mln_report_options *, mln_buf *);
} FORMATS[MLN_REPORT_COUNT] = {
#define MLN_REPORT(NAME, name, id, text) {id, text, mln_report_##name},
#include "report/report_list.h"
#undef MLN_REPORT
};

void mln_report_write(mln_report_format format, const mln_run *run,
                      const mln_report_options *options, mln_buf *out)
{
    FORMATS[format].write(run, options, out);
}

const char *mln_report_get_id(mln_report_format format)
{
    return FORMATS[format].id;
}

const char *mln_report_get_text(mln_report_format format)
{
    return FORMATS[format].text;
}

bool mln_report_find(mln_str id, mln_report_format *format)
{
    for (uint32_t i = 0; i < MLN_REPORT_COUNT; i++) {
        if (mln_str_is(id, FORMATS[i].id)) {
            *format = (mln_report_format)i;
            return true;
        }
    }
    return false;
}
