#include "finding/finding.h"

#include "base/banned.h"

/* The byte of `text` at a column of the line that starts at `line`, not past the line's end. */
static uint32_t get_offset(mln_str text, uint32_t line, uint32_t column)
{
    const char *end = line < text.len ? memchr(text.ptr + line, '\n', text.len - line) : NULL;
    uint32_t length = (end ? (uint32_t)(end - text.ptr) : text.len) - line;
    column = column ? column - 1 : 0;
    return line + (column < length ? column : length);
}

/* As much of a region as the excerpt holds. */
static mln_str get_code(const mln_finding *finding, const mln_region *region)
{
    mln_str text = finding->excerpt;
    uint32_t start = get_offset(text, 0, region->start.column_bytes);
    uint32_t line = 0, below = 0;
    while (region->start.line + below < region->end.line) {
        const char *end = line < text.len ? memchr(text.ptr + line, '\n', text.len - line) : NULL;
        if (!end)
            return (mln_str){text.ptr ? text.ptr + start : "", text.len - start};
        line = (uint32_t)(end - text.ptr) + 1;
        below++;
    }
    uint32_t stop = get_offset(text, line, region->end.column_bytes);
    if (stop < start)
        stop = start;
    return (mln_str){text.ptr ? text.ptr + start : "", stop - start};
}

mln_str mln_finding_get_sink(const mln_finding *finding)
{
    return get_code(finding, &finding->region);
}

const mln_region *mln_finding_get_whole(const mln_finding *finding)
{
    return finding->whole.span.stop ? &finding->whole : &finding->region;
}

mln_str mln_finding_get_whole_code(const mln_finding *finding)
{
    return get_code(finding, mln_finding_get_whole(finding));
}
