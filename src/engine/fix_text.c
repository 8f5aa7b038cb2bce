#include "engine/fix_text.h"

#include "base/ascii.h"

#include "base/banned.h"

/* Far more than code that somebody would have replaced unseen. */
#define FIX_MAX (UINT32_C(1) << 20)
#define GROUP_MAX 10u

/* --- fix ------------------------------------------------------------------------------------- */

/* Length of the metavariable's name that a text starts with: $X, $...X; 0 for none. */
static uint32_t get_name_length(mln_str text)
{
    uint32_t at = mln_str_starts_with(text, MLN_STR("$...")) ? 4 : 1;
    uint32_t first = at;
    if (!text.len || text.ptr[0] != '$')
        return 0;
    while (at < text.len && (mln_ascii_is_upper(text.ptr[at]) || text.ptr[at] == '_' ||
                             (at > first && mln_ascii_is_digit(text.ptr[at]))))
        at++;
    return at > first ? at : 0;
}

/* Whether every metavariable of the template is bound. */
static bool is_bound(mln_str template, const mln_record_place *place)
{
    for (uint32_t i = 0; i < template.len; i++) {
        mln_str rest = {template.ptr + i, template.len - i};
        rest.len = get_name_length(rest);
        bool bound = !rest.len;
        for (uint32_t w = 0; w < place->word_count && !bound; w++)
            bound = mln_str_equal(place->words[w].name, rest);
        if (!bound)
            return false;
    }
    return true;
}

/* --- layout ---------------------------------------------------------------------------------- */

/* The expression that a text is as a whole, or NO_NODE. */
static mln_node get_expression(const mln_tree *tree)
{
    mln_node n = {1};
    if (tree->errors.len || mln_tree_child_count(tree, (mln_node){0}) != 1 ||
        !mln_tree_is(tree, n, MLN_KIND_EXPR_STMT))
        return MLN_NO_NODE;
    n = mln_tree_first(n);
    bool whole = tree->start[n.id] == 0 && tree->stop[n.id] == tree->text.len;
    return whole ? n : MLN_NO_NODE;
}

/* Arguments set apart by ", ", where nothing but white space stands around the comma. */
static void lay_out_call(const mln_tree *tree, mln_node call, mln_buf *out)
{
    uint32_t at = 0, last = UINT32_MAX;
    MLN_EACH_CHILD(tree, call, c)
    {
        if (c.id == call.id + 1)
            continue;
        if (last != UINT32_MAX && tree->stop[last] < tree->start[c.id]) {
            mln_str between = {tree->text.ptr + tree->stop[last],
                               tree->start[c.id] - tree->stop[last]};
            mln_buf_add(out, tree->text.ptr + at, tree->stop[last] - at);
            if (mln_str_is(mln_str_trim(between), ","))
                mln_buf_add_text(out, ", ");
            else
                mln_buf_add_str(out, between);
            at = tree->start[c.id];
        }
        last = c.id;
    }
    mln_buf_add(out, tree->text.ptr + at, tree->text.len - at);
}

/* Whether brackets stand around a span: what is in them is an operand of nothing else. */
static bool is_enclosed(mln_str text, mln_span span)
{
    return span.start > 0 && text.ptr[span.start - 1] == '(' && span.stop < text.len &&
           text.ptr[span.stop] == ')';
}

static void lay_out(mln_file_scan *scan, mln_str text, bool enclosed, mln_buf *out)
{
    mln_tree tree;
    mln_tree_init(&tree);
    mln_node n = MLN_NO_NODE;
    if (mln_parser_parse_as(scan->parser, &tree, MLN_LANG_TSX, text) == MLN_OK)
        n = get_expression(&tree);
    mln_buf_clear(out);
    if (n.id != UINT32_MAX && mln_tree_is(&tree, n, MLN_KIND_CALL)) {
        lay_out_call(&tree, n, out);
    } else if (!enclosed && n.id != UINT32_MAX && mln_tree_is(&tree, n, MLN_KIND_BINARY) &&
               tree.start[n.id + 1] == tree.start[n.id]) {
        /* Its left side begins where it does: it has no parentheses of its own. */
        mln_buf_addf(out, "(%.*s)", MLN_STR_ARGS(text));
    } else {
        mln_buf_add_str(out, text);
    }
    mln_tree_release(&tree);
}

/* --- fix-regex ------------------------------------------------------------------------------- */

/* A replacement with the groups of one match. */
static void add_replacement(mln_buf *out, mln_str template, mln_str subject, const mln_span *groups,
                            uint32_t count)
{
    for (uint32_t i = 0; i < template.len; i++) {
        char c = template.ptr[i];
        bool digit = i + 1 < template.len && mln_ascii_is_digit(template.ptr[i + 1]);
        if ((c != '\\' && c != '$') || !digit) {
            mln_buf_add_char(out, c);
            continue;
        }
        uint32_t group = (uint32_t)(template.ptr[++i] - '0');
        if (group < count && groups[group].start != MLN_REGEX_UNSET)
            mln_buf_add(out, subject.ptr + groups[group].start,
                        groups[group].stop - groups[group].start);
    }
}

static bool replace(const mln_rule *rule, mln_str subject, mln_buf *out)
{
    mln_regex_matcher *matcher = mln_regex_matcher_new();
    mln_regex_iter iter = mln_regex_iter_init(rule->fix_regex, matcher, subject);
    mln_regex_result result = MLN_REGEX_NO_MATCH;
    uint32_t at = 0, done = 0;
    mln_buf_clear(out);
    while (!rule->fix_count || done < rule->fix_count) {
        mln_span groups[GROUP_MAX];
        uint32_t count = GROUP_MAX;
        result = mln_regex_iter_next(&iter, groups, &count);
        if (result != MLN_REGEX_MATCH || out->len > FIX_MAX)
            break;
        if (groups[0].start < at)
            continue;
        mln_buf_add(out, subject.ptr + at, groups[0].start - at);
        add_replacement(out, rule->fix_replacement, subject, groups, count);
        at = groups[0].stop;
        done++;
    }
    mln_buf_add(out, subject.ptr + at, subject.len - at);
    mln_regex_matcher_free(matcher);
    return done && result != MLN_REGEX_LIMIT;
}

/* Whether a span is all that an `if` or a loop without braces does: taken out, the next statement
 * would take its place. */
static bool is_only_statement(const mln_tree *tree, mln_span span)
{
    for (uint32_t n = 1; n < tree->count;) {
        mln_node node = {n};
        if (tree->start[n] > span.start || tree->stop[n] < span.stop) {
            n = tree->end[n];
            continue;
        }
        if (mln_tree_is(tree, node, MLN_KIND_BLOCK) &&
            mln_tree_has(tree, node, MLN_FLAG_IMPLICIT) &&
            mln_span_equal(mln_tree_span(tree, node), span))
            return true;
        n++;
    }
    return false;
}

bool mln_fix_text_make(mln_file_scan *scan, const mln_rule *rule, const mln_record_place *place,
                       mln_str *fix)
{
    mln_str code = {scan->source.text.ptr + place->span.start,
                    place->span.stop - place->span.start};
    mln_buf made = {0};
    bool good = false;
    if (rule->has_fix && is_bound(rule->fix, place)) {
        mln_record_fill_in(rule->fix, place, FIX_MAX, &scan->text);
        good = scan->text.len < FIX_MAX;
        /* An option stands alone behind its colon. */
        bool ecma = (rule->mode == MLN_RULE_SEARCH || rule->mode == MLN_RULE_TAINT) &&
                    rule->subject == MLN_SUBJECT_CODE && scan->source.lang != MLN_LANG_C &&
                    scan->source.lang != MLN_LANG_NONE;
        if (good && ecma)
            lay_out(scan, mln_buf_get_str(&scan->text), is_enclosed(scan->source.text, place->span),
                    &made);
        else if (good)
            mln_buf_add_str(&made, mln_buf_get_str(&scan->text));
        if (good && !made.len && rule->subject == MLN_SUBJECT_CODE &&
            is_only_statement(&scan->tree, place->span))
            mln_buf_add_char(&made, ';');
    } else if (!rule->has_fix && rule->fix_regex) {
        good = replace(rule, code, &made) && made.len < FIX_MAX;
    }
    if (good)
        *fix = mln_run_dup(&scan->run, mln_buf_get_str(&made));
    mln_buf_release(&made);
    return good;
}
