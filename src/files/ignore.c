#include "files/ignore.h"

#include "base/glob.h"
#include "base/vec.h"

#include "base/banned.h"

typedef struct {
    mln_str glob;
    bool negated;
    bool folder_only;
    bool anchored; /* has a slash: matches from the scope's folder on */
} line_rule;

struct mln_ignore {
    const mln_ignore *parent;
    mln_str base;
    const line_rule *rules;
    uint32_t count;
};

/* Blanks at the end do not count, unless a backslash stands before. */
static mln_str trim_end(mln_str line)
{
    if (line.len && line.ptr[line.len - 1] == '\r')
        line.len--;
    while (line.len && line.ptr[line.len - 1] == ' ' &&
           !(line.len > 1 && line.ptr[line.len - 2] == '\\'))
        line.len--;
    return line;
}

static bool read_rule(mln_str line, line_rule *rule)
{
    line = trim_end(line);
    if (!line.len || line.ptr[0] == '#')
        return false;
    *rule = (line_rule){0};
    if (line.ptr[0] == '!') {
        rule->negated = true;
        line = (mln_str){line.ptr + 1, line.len - 1};
    }
    if (line.len && line.ptr[line.len - 1] == '/') {
        rule->folder_only = true;
        line.len--;
    }
    rule->anchored = memchr(line.ptr, '/', line.len) != NULL;
    if (line.len && line.ptr[0] == '/')
        line = (mln_str){line.ptr + 1, line.len - 1};
    rule->glob = line;
    return line.len > 0;
}

const mln_ignore *mln_ignore_add(mln_arena *arena, const mln_ignore *parent, mln_str base,
                                 mln_str text)
{
    mln_ignore *scope = MLN_ARENA_NEW(arena, mln_ignore);
    MLN_VEC(line_rule) rules = {0};
    mln_str rest = {mln_arena_dup(arena, text.ptr, text.len), text.len};
    while (rest.len) {
        const char *end = memchr(rest.ptr, '\n', rest.len);
        uint32_t len = end ? (uint32_t)(end - rest.ptr) : rest.len;
        line_rule rule;
        if (read_rule((mln_str){rest.ptr, len}, &rule))
            mln_vec_add(&rules, rule);
        len += end != NULL;
        rest = (mln_str){rest.ptr + len, rest.len - len};
    }
    line_rule *kept = MLN_ARENA_ARRAY(arena, line_rule, rules.len + 1);
    if (rules.len)
        memcpy(kept, rules.data, rules.len * sizeof *kept);
    *scope = (mln_ignore){.parent = parent,
                          .base = {mln_arena_dup(arena, base.ptr, base.len), base.len},
                          .rules = kept,
                          .count = rules.len};
    mln_vec_release(&rules);
    return scope;
}

bool mln_ignore_find(const mln_ignore *scope, mln_str path, bool is_folder)
{
    mln_str name = path;
    for (uint32_t i = path.len; i-- > 0;)
        if (path.ptr[i] == '/') {
            name = (mln_str){path.ptr + i + 1, path.len - i - 1};
            break;
        }
    for (; scope; scope = scope->parent) {
        if (!mln_str_starts_with(path, scope->base))
            continue;
        mln_str below = {path.ptr + scope->base.len, path.len - scope->base.len};
        for (uint32_t i = scope->count; i-- > 0;) {
            const line_rule *rule = &scope->rules[i];
            if (rule->folder_only && !is_folder)
                continue;
            if (mln_glob_match(rule->glob, rule->anchored ? below : name, 0))
                return !rule->negated;
        }
    }
    return false;
}
