#include "cli/costs.h"

#include <stdlib.h>
#include <unistd.h>

#include "cli/output.h"
#include "report/screen.h"

#include "base/banned.h"

#define SHOWN 20u

typedef struct {
    uint32_t rule;
    mln_run_cost cost;
} line;

static int compare(const void *left, const void *right)
{
    const line *a = left, *b = right;
    if (a->cost.nanoseconds != b->cost.nanoseconds)
        return a->cost.nanoseconds > b->cost.nanoseconds ? -1 : 1;
    return a->rule < b->rule ? -1 : 1;
}

/* In how many files a rule spent its budget. */
static uint32_t count_spent(const mln_run *run, mln_str rule)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < run->diags.list.len; i++) {
        const mln_diag *diag = &run->diags.list.data[i];
        count += strcmp(diag->code, "rule-budget") == 0 && mln_str_equal(diag->rule, rule);
    }
    return count;
}

static void add_time(mln_buf *out, uint64_t nanoseconds, uint64_t sum)
{
    uint64_t tenths = sum ? nanoseconds * 1000 / sum : 0;
    mln_buf_addf(out, "%8llu.%03llu ms %3llu.%llu %%  ",
                 (unsigned long long)(nanoseconds / 1000000),
                 (unsigned long long)(nanoseconds / 1000 % 1000), (unsigned long long)(tenths / 10),
                 (unsigned long long)(tenths % 10));
}

void mln_costs_print(const mln_run *run, bool all)
{
    static const char *const phases[] = {"reading, parsing, names", "flow of values, all rules",
                                         "secrets, all detectors"};
    uint64_t sum = 0;
    MLN_VEC(line)
    lines = {0};
    for (uint32_t i = 0; i < MLN_PHASE_COUNT; i++)
        sum += run->phases[i];
    for (uint32_t i = 0; i < run->costs.len; i++) {
        sum += run->costs.data[i].nanoseconds;
        if (run->costs.data[i].files)
            mln_vec_add(&lines, (line){i, run->costs.data[i]});
    }
    if (lines.len)
        qsort(lines.data, lines.len, sizeof *lines.data, compare);
    mln_buf text = {0};
    mln_buf_add_text(&text, "Processor time:\n");
    for (uint32_t i = 0; i < MLN_PHASE_COUNT; i++) {
        add_time(&text, run->phases[i], sum);
        mln_buf_addf(&text, "%s\n", phases[i]);
    }
    uint32_t shown = all || lines.len < SHOWN ? lines.len : SHOWN;
    for (uint32_t i = 0; i < shown; i++) {
        mln_str id = run->cards.data[lines.data[i].rule].id;
        uint32_t spent = count_spent(run, id);
        add_time(&text, lines.data[i].cost.nanoseconds, sum);
        mln_screen_add(&text, id);
        mln_buf_addf(&text, " (%u file%s)", lines.data[i].cost.files,
                     lines.data[i].cost.files == 1 ? "" : "s");
        if (spent)
            mln_buf_addf(&text, ", spent its step budget on %u", spent);
        mln_buf_add_char(&text, '\n');
    }
    if (shown < lines.len)
        mln_buf_addf(&text, "and %u rules more; --verbose lists them\n", lines.len - shown);
    (void)mln_output_send(STDERR_FILENO, text.data, text.len);
    mln_buf_release(&text);
    mln_vec_release(&lines);
}
