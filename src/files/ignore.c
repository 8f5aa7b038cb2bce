#include "files/ignore.h"

#include "base/glob.h"
#include "base/vec.h"

#include "base/banned.h"

typedef struct {
    mln_str literal; /* how the pattern begins, up to the first special character */
    mln_str glob;    /* what follows */
    bool negated;
    bool folder_only;
    bool whole; /* has a slash: compared with the path below the base, not with the name */
} rule;

struct mln_ignore {
    const mln_ignore *parent;
    uint32_t base_len;
    uint32_t rule_count;
    rule rules[];
};

/* Without CR, and without blanks at the end that no backslash keeps. */
static mln_str trim_end(mln_str line)
{
    if (line.len && line.ptr[line.len - 1] == '\r')
        line.len--;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < line.len; i++) {
        if (line.ptr[i] == '\\') {
            /* A lone backslash at the end keeps everything before it as well. */
            if (++i >= line.len)
                return line;
            kept = i + 1;
        } else if (line.ptr[i] != ' ') {
            kept = i + 1;
        }
    }
    line.len = kept;
    return line;
}

/* False when the line is no pattern. */
static bool read_rule(mln_str line, rule *out)
{
    if (!line.len || line.ptr[0] == '#')
        return false;
    line = trim_end(line);
    *out = (rule){0};
    if (line.len && line.ptr[0] == '!') {
        out->negated = true;
        line = (mln_str){line.ptr + 1, line.len - 1};
    }
    if (line.len && line.ptr[line.len - 1] == '/') {
        out->folder_only = true;
        line.len--;
    }
    if (!line.len)
        return false;
    out->whole = memchr(line.ptr, '/', line.len) != NULL;
    if (line.ptr[0] == '/')
        line = (mln_str){line.ptr + 1, line.len - 1};
    /* git, too, takes off what is literal before it matches, and so finds in `a**` + `/b` a `**`
     * that begins the pattern. */
    uint32_t len = mln_glob_get_literal_length(line);
    if (!out->whole)
        len = len == line.len ? len : 0;
    out->literal = (mln_str){line.ptr, len};
    out->glob = (mln_str){line.ptr + len, line.len - len};
    return line.len > 0;
}

const mln_ignore *mln_ignore_add(mln_arena *arena, const mln_ignore *parent, mln_str base,
                                 mln_str text)
{
    MLN_VEC(rule)
    rules = {0};
    if (mln_str_starts_with(text, MLN_STR("\xEF\xBB\xBF")))
        text = (mln_str){text.ptr + 3, text.len - 3};
    mln_str rest = {mln_arena_dup(arena, text.ptr, text.len), text.len};
    while (rest.len) {
        const char *end = memchr(rest.ptr, '\n', rest.len);
        uint32_t len = end ? (uint32_t)(end - rest.ptr) : rest.len;
        rule now;
        if (read_rule((mln_str){rest.ptr, len}, &now))
            mln_vec_add(&rules, now);
        len += end != NULL;
        rest = (mln_str){rest.ptr + len, rest.len - len};
    }
    if (!rules.len)
        return parent;
    mln_ignore *scope = mln_arena_alloc(arena, sizeof *scope + rules.len * sizeof *rules.data);
    scope->parent = parent;
    scope->base_len = base.len;
    scope->rule_count = rules.len;
    memcpy(scope->rules, rules.data, rules.len * sizeof *rules.data);
    mln_vec_release(&rules);
    return scope;
}

static bool matches(const rule *self, mln_str text)
{
    if (!self->glob.len)
        return mln_str_equal(self->literal, text);
    if (!mln_str_starts_with(text, self->literal))
        return false;
    mln_str rest = {text.ptr + self->literal.len, text.len - self->literal.len};
    return mln_glob_match(self->glob, rest, 0);
}

bool mln_ignore_find(const mln_ignore *scope, mln_str path, bool is_folder)
{
    mln_str name = mln_str_after_last(path, '/');
    for (; scope; scope = scope->parent) {
        mln_str below = {path.ptr + scope->base_len, path.len - scope->base_len};
        for (uint32_t i = scope->rule_count; i-- > 0;) {
            const rule *now = &scope->rules[i];
            if ((is_folder || !now->folder_only) && matches(now, now->whole ? below : name))
                return !now->negated;
        }
    }
    return false;
}
