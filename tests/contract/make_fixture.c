/* Writes the fixture run in one format to standard output: the contract tests' input.
 *
 * usage: make_fixture text|json|sarif [all]      all: suppressed findings too */
#include <stdio.h>

#include "report/report.h"

#include "fixture.h"

int main(int argc, char **argv)
{
    mln_report_format format;
    if (argc < 2 || !mln_report_find(mln_str_of(argv[1]), &format)) {
        fprintf(stderr, "usage: make_fixture text|json|sarif [all]\n");
        return 2;
    }
    mln_run run = {0};
    fixture_fill(&run);
    mln_report_options options = {.include_suppressed = argc > 2, .category = MLN_STR("fixture")};
    mln_buf out = {0};
    mln_report_write(format, &run, &options, &out);
    bool written = fwrite(out.data, 1, out.len, stdout) == out.len && fflush(stdout) == 0;
    mln_buf_release(&out);
    mln_run_release(&run);
    return written ? 0 : 1;
}
