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

/* What a character costs alone, in 64ths of a bit: letters by their share in the table; of all else
 * nothing is known but that it is one of 62. */
static uint32_t get_character_cost(char c)
{
    static const uint16_t letters[27] = {235, 394, 279, 316, 191, 389, 358, 385, 217,
                                         625, 452, 278, 332, 242, 248, 309, 574, 241,
                                         259, 226, 312, 405, 459, 498, 425, 586, 381};
    return letters[get_letter(c)];
}

/* Of three characters, in 64ths of a bit. */
static uint32_t get_window_cost(const char *at)
{
    uint32_t a = get_letter(at[0]), b = get_letter(at[1]), c = get_letter(at[2]);
    if (a < 26 && b < 26 && c < 26 && mln_analysis_table[a * 26 + b][c] != MLN_ANALYSIS_UNSEEN) {
        uint32_t steps = (uint32_t)(mln_analysis_table[a * 26 + b][c] - '!') + MLN_ANALYSIS_BASE;
        return steps * (64 / MLN_ANALYSIS_STEPS);
    }
    return get_character_cost(at[0]) + get_character_cost(at[1]) + get_character_cost(at[2]);
}

static bool is_one_character(mln_str text)
{
    uint32_t i = 1;
    while (i < text.len && text.ptr[i] == text.ptr[0])
        i++;
    return i >= text.len;
}

bool mln_analysis_is_high_entropy(mln_str text)
{
    if (text.len < 3 || is_one_character(text))
        return false;
    /* In 384ths of a bit: a window costs three characters, the last two cost two and one. */
    uint64_t cost = 0;
    for (uint32_t i = 0; i + 2 < text.len; i++)
        cost += 2 * (uint64_t)get_window_cost(text.ptr + i);
    uint32_t last = get_character_cost(text.ptr[text.len - 1]);
    cost += 3 * (uint64_t)(get_character_cost(text.ptr[text.len - 2]) + last) + 6 * (uint64_t)last;
    return cost > BITS_MIN * 384u &&
           cost * DENSITY_WHOLE > (uint64_t)BYTE_BITS * DENSITY_PART * text.len * 384u;
}

bool mln_analysis_holds(mln_analyzer analyzer, mln_str text)
{
    return analyzer == MLN_ANALYZER_REDOS ? mln_analysis_is_redos(text)
                                          : mln_analysis_is_high_entropy(text);
}
