#include "pattern/analysis.h"
#include "pattern/analysis_p.h"

#include "base/ascii.h"

#include "base/banned.h"

#define BITS_MIN 64u
#define BYTE_BITS 8u
/* 0.6, as a fraction. */
#define DENSITY_PART 6u
#define DENSITY_WHOLE 10u

bool mln_analysis_find(mln_str name, mln_analyzer *analyzer)
{
    if (mln_str_is(name, "entropy"))
        *analyzer = MLN_ANALYZER_ENTROPY;
    else if (mln_str_is(name, "redos"))
        *analyzer = MLN_ANALYZER_REDOS;
    else
        return false;
    return true;
}

/* 0 to 25, or 26 for what is no letter. */
static uint32_t get_letter(char c)
{
    if (mln_ascii_is_lower(c))
        return (uint32_t)(c - 'a');
    return mln_ascii_is_upper(c) ? (uint32_t)(c - 'A') : 26;
}

bool mln_analysis_is_high_entropy(mln_str text)
{
    if (text.len < 3)
        return false;
    uint64_t cost = 0;
    uint64_t windows = text.len - 2;
    for (uint32_t i = 0; i < windows; i++) {
        uint32_t a = get_letter(text.ptr[i]), b = get_letter(text.ptr[i + 1]),
                 c = get_letter(text.ptr[i + 2]);
        if (a > 25 || b > 25 || c > 25)
            cost += MLN_ANALYSIS_UNKNOWN;
        else
            cost += (uint32_t)(mln_analysis_table[a * 26 + b][c] - '!') + MLN_ANALYSIS_BASE;
    }
    /* A window costs three characters; the mean holds for the whole text. */
    uint64_t windows_cost = 3 * MLN_ANALYSIS_STEPS * windows; /* at one bit a character */
    return cost * text.len > BITS_MIN * windows_cost &&
           cost * DENSITY_WHOLE > (uint64_t)BYTE_BITS * DENSITY_PART * windows_cost;
}

bool mln_analysis_holds(mln_analyzer analyzer, mln_str text)
{
    return analyzer == MLN_ANALYZER_REDOS ? mln_analysis_is_redos(text)
                                          : mln_analysis_is_high_entropy(text);
}
