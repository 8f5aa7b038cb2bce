#include "engine/way.h"

#include "base/ascii.h"

#include "base/banned.h"

#define QUOTE_MAX 60u
#define ELLIPSIS "\xE2\x80\xA6"

/* ---- words ---- */

static mln_str keep(const mln_way *way)
{
    mln_str text = mln_buf_get_str(way->text);
    return (mln_str){mln_arena_dup(way->arena, text.ptr ? text.ptr : "", text.len), text.len};
}

mln_str mln_way_quote(const mln_way *way, mln_span span)
{
    mln_str code =
        mln_str_trim((mln_str){way->tree->text.ptr + span.start, span.stop - span.start});
    mln_buf *out = way->text;
    mln_buf_clear(out);
    for (uint32_t i = 0; i < code.len; i++) {
        char c = code.ptr[i];
        bool blank = mln_ascii_is_space(c);
        if (out->len >= QUOTE_MAX && ((unsigned char)c & 0xC0) != 0x80) {
            mln_buf_add_text(out, ELLIPSIS);
            break;
        }
        if (!blank)
            mln_buf_add_char(out, c);
        else if (out->len && out->data[out->len - 1] != ' ')
            mln_buf_add_char(out, ' ');
    }
    return keep(way);
}

/* A name or a chain of names, short and in one line. */
static bool is_readable(mln_str text)
{
    if (!text.len || text.len > QUOTE_MAX)
        return false;
    for (uint32_t i = 0; i < text.len; i++)
        if (text.ptr[i] <= ' ' || strchr("(){}[]\"'`;", text.ptr[i]))
            return false;
    return true;
}

mln_str mln_way_get_callee(const mln_way *way, uint32_t call)
{
    const mln_facts *facts = way->facts;
    uint32_t callee = mln_facts_operands(facts, call)[0].value;
    mln_node node = mln_flow_get_node(way->lowering, callee);
    if (node.id != MLN_NO_NODE.id) {
        mln_str text = mln_tree_text(way->tree, node);
        if (is_readable(text))
            return text;
    }
    if (mln_facts_op(facts, callee) == MLN_FLOW_LOAD) {
        uint32_t key = mln_facts_operands(facts, callee)[0].key;
        if (key < facts->string_count)
            return mln_facts_string(facts, key);
    }
    return MLN_STR("");
}

/* What a source of the models is, in words. The sets are those of rules/README.md. */
static const char *get_origin(mln_str set)
{
    static const struct {
        const char *set, *text;
    } known[] = {
        {"http.request", "comes from the request"},
        {"http.file", "comes from an uploaded file"},
        {"db.result", "comes from the database"},
        {"error.", "comes from an error"},
        {"env", "comes from the environment"},
        {"cli", "comes from the command line"},
        {"secret.", "is a secret"},
    };
    for (size_t i = 0; i < MLN_COUNT_OF(known); i++)
        if (mln_str_starts_with(set, mln_str_of(known[i].set)))
            return known[i].text;
    return "comes from outside";
}

static mln_str say(const mln_way *way, const char *before, mln_str name, const char *behind)
{
    mln_buf *out = way->text;
    mln_buf_clear(out);
    mln_buf_addf(out, "%s`%.*s`%s", before, MLN_STR_ARGS(name), behind);
    return keep(way);
}

static mln_str say_source(const mln_way *way, const mln_mark_origin *source)
{
    if (source->spec->constant.kind != MLN_LITERALS_NONE)
        return MLN_STR("is a constant");
    if (source->spec->control)
        return MLN_STR("runs here");
    if (!source->role)
        return MLN_STR("is the source");
    mln_str set = source->spec->model;
    mln_buf_clear(way->text);
    mln_buf_addf(way->text, "%s (%.*s)", get_origin(set), MLN_STR_ARGS(set));
    return keep(way);
}

/* The call that a value is an argument or the receiver of, in the code; or its own. */
static uint32_t find_call(const mln_way *way, uint32_t value)
{
    uint32_t own = mln_facts_op(way->facts, value) == MLN_FLOW_CALL ? value : MLN_FLOW_NONE;
    mln_node node = mln_flow_get_node(way->lowering, value);
    if (node.id == MLN_NO_NODE.id || !node.id)
        return own;
    uint32_t call = mln_flow_get_value(way->lowering, mln_tree_parent(way->tree, node));
    bool is_call = call != MLN_FLOW_NONE && mln_facts_op(way->facts, call) == MLN_FLOW_CALL;
    return is_call ? call : own;
}

static mln_str say_sink(const mln_way *way, const mln_mark_origin *sink, uint32_t value)
{
    mln_str callee = MLN_STR("");
    uint32_t call = MLN_FLOW_NONE;
    if (sink->role)
        call = sink->role->call;
    else if (value != MLN_FLOW_NONE)
        call = find_call(way, value);
    if (call != MLN_FLOW_NONE)
        callee = mln_way_get_callee(way, call);
    return callee.len ? say(way, "reaches ", callee, "") : MLN_STR("reaches the sink");
}

static mln_span get_span(const mln_way *way, uint32_t value)
{
    return (mln_span){way->facts->start[value], way->facts->stop[value]};
}

static mln_str say_assignment(const mln_way *way, uint32_t value)
{
    switch (mln_facts_op(way->facts, value)) {
    case MLN_FLOW_OBJECT:
        return MLN_STR("put into an object");
    case MLN_FLOW_ARRAY:
        return MLN_STR("put into a list");
    case MLN_FLOW_JSX:
        return MLN_STR("put into an element");
    default:
        return say(way, "assigned to ", mln_way_quote(way, get_span(way, value)), "");
    }
}

/* The name of a function: its own, or what it was assigned to; empty. */
static mln_str get_function(const mln_way *way, uint32_t function)
{
    return mln_facts_string(way->facts, way->facts->functions[function].name);
}

static mln_str say_handed(const mln_way *way, uint32_t param)
{
    const mln_facts *facts = way->facts;
    mln_str function = get_function(way, facts->func[param]);
    mln_str name = mln_facts_string(facts, facts->sym[param]);
    mln_buf *out = way->text;
    mln_buf_clear(out);
    mln_buf_add_text(out, "handed to ");
    if (function.len)
        mln_buf_addf(out, "`%.*s`", MLN_STR_ARGS(function));
    else
        mln_buf_add_text(out, "a function");
    if (name.len)
        mln_buf_addf(out, " as `%.*s`", MLN_STR_ARGS(name));
    return keep(way);
}

static mln_str say_call(const mln_way *way, uint32_t value, bool back)
{
    mln_str callee = MLN_STR("");
    if (mln_facts_op(way->facts, value) == MLN_FLOW_CALL)
        callee = mln_way_get_callee(way, value);
    if (!callee.len)
        return back ? MLN_STR("returned") : MLN_STR("goes through a call");
    return say(way, back ? "returned by " : "goes through ", callee, "");
}

static mln_str say_step(const mln_way *way, const mln_flow_step *step)
{
    switch (step->kind) {
    case MLN_STEP_ASSIGN:
        return say_assignment(way, step->value);
    case MLN_STEP_CONCAT:
        return MLN_STR("put into a text");
    case MLN_STEP_CALL:
        return say_handed(way, step->value);
    case MLN_STEP_RETURN:
        return say_call(way, step->value, true);
    case MLN_STEP_THROUGH:
        return say_call(way, step->value, false);
    default:
        return MLN_STR("used here");
    }
}

/* ---- steps ---- */

/* Of a name that is given a value, the whole declaration or assignment is shown. */
static mln_span get_code(const mln_way *way, const mln_flow_step *step, mln_span span)
{
    mln_node node = mln_flow_get_node(way->lowering, step->value);
    if (step->kind != MLN_STEP_ASSIGN || node.id == MLN_NO_NODE.id || !node.id)
        return span;
    mln_node parent = mln_tree_parent(way->tree, node);
    mln_kind kind = mln_tree_kind(way->tree, parent);
    if (kind == MLN_KIND_DECLARATOR || kind == MLN_KIND_ASSIGN)
        return mln_tree_span(way->tree, parent);
    return span;
}

/* A use says nothing that the next step does not show. */
static bool is_idle(const mln_way *way, const mln_flow_step *step, const mln_flow_step *next,
                    mln_span sink)
{
    mln_span span = get_span(way, step->value);
    if (span.start == span.stop)
        return true;
    mln_span behind = next->kind == MLN_STEP_SINK ? sink : get_span(way, next->value);
    /* Of `a + b + c` the whole. */
    if (step->kind == MLN_STEP_CONCAT && next->kind == MLN_STEP_CONCAT)
        return mln_span_contains(behind, span);
    if (step->kind != MLN_STEP_USE)
        return false;
    return next->kind == MLN_STEP_CALL || mln_span_contains(behind, span) ||
           next->kind == MLN_STEP_ASSIGN;
}

static void add_between(const mln_way *way, const mln_flow_step *steps, uint32_t count,
                        mln_span sink, mln_record_step *list, uint32_t *len)
{
    for (uint32_t i = 1; i + 1 < count; i++) {
        if (is_idle(way, &steps[i], &steps[i + 1], sink))
            continue;
        mln_span span = get_span(way, steps[i].value);
        mln_record_step step = {span, get_code(way, &steps[i], span), say_step(way, &steps[i])};
        const mln_record_step *last = &list[*len - 1];
        if (!mln_span_equal(last->span, span) || !mln_str_equal(last->text, step.text))
            list[(*len)++] = step;
    }
}

void mln_way_make(const mln_way *way, const mln_flow_hit *hit, const mln_mark_origin *source,
                  const mln_mark_origin *sink, const mln_record_step **made, uint32_t *made_count)
{
    uint32_t count = hit->step_count, len = 0;
    mln_record_step *list = MLN_ARENA_ARRAY(way->arena, mln_record_step, count + 2);
    mln_span from = count ? get_span(way, hit->steps[0].value) : source->span;
    if (from.start == from.stop || source->spec->control)
        from = source->span;
    list[len++] = (mln_record_step){from, from, say_source(way, source)};
    if (!source->spec->control)
        add_between(way, hit->steps, count, sink->span, list, &len);
    uint32_t last = count ? hit->steps[count - 1].value : MLN_FLOW_NONE;
    mln_record_step end = {sink->span, sink->span,
                           source->spec->control ? MLN_STR("runs after it")
                                                 : say_sink(way, sink, last)};
    if (sink->role && sink->role->call != MLN_FLOW_NONE)
        end.code = get_span(way, sink->role->call);
    list[len++] = end;
    *made = list;
    *made_count = len;
}

void mln_way_make_option(const mln_way *way, const mln_option_hit *hit,
                         const mln_record_step **made, uint32_t *made_count)
{
    mln_span from = get_span(way, hit->value), call = get_span(way, hit->call);
    *made = NULL;
    *made_count = 0;
    /* What is written in the call itself needs no explanation. */
    if (mln_span_contains(call, from))
        return;
    uint32_t len = 0;
    mln_record_step *list = MLN_ARENA_ARRAY(way->arena, mln_record_step, hit->step_count + 2);
    list[len++] = (mln_record_step){from, from, MLN_STR("is written here")};
    add_between(way, hit->steps, hit->step_count, call, list, &len);
    mln_str callee = mln_way_get_callee(way, hit->call);
    list[len++] = (mln_record_step){
        call, call, callee.len ? say(way, "reaches ", callee, "") : MLN_STR("reaches the call")};
    *made = list;
    *made_count = len;
}
