#include "report/sarif_p.h"

#include "base/ascii.h"
#include "base/strtab.h"
#include "base/utf.h"

#include "base/banned.h"

/* "js.sql-injection" → "JsSqlInjection", SARIF's form of a name that people can read. */
static void put_name(mln_sarif *sarif, mln_str id)
{
    mln_buf *text = &sarif->text;
    mln_buf_clear(text);
    bool upper = true;
    for (uint32_t i = 0; i < id.len && text->len < MLN_SARIF_MAX_NAME; i++) {
        char c = id.ptr[i];
        if (!mln_ascii_is_alnum(c)) {
            upper = true;
            continue;
        }
        mln_buf_add_char(text, upper ? mln_ascii_to_upper(c) : c);
        upper = false;
    }
    /* A name that says no more than the id is against the rules. */
    mln_str name = mln_buf_get_str(text);
    if (name.len && !mln_str_equal(name, id))
        mln_json_put_str(&sarif->json, "name", name);
}

/* The first characters of a text, cut where one ends. */
static void put_short(mln_sarif *sarif, const char *key, mln_str text, mln_str otherwise)
{
    text = mln_str_trim(text);
    if (!text.len)
        text = otherwise;
    uint32_t at = 0, chars = 0, before_last = 0;
    while (at < text.len && chars < MLN_SARIF_MAX_CHARS) {
        before_last = at;
        /* Counted in UTF-16 units, the larger of the two counts that a reader may mean. */
        mln_utf_char c = mln_utf_get(text, at);
        chars += c.code >= 0x10000 ? 2 : 1;
        at += c.len;
    }
    mln_buf *cut = &sarif->text;
    mln_buf_clear(cut);
    if (at == text.len && chars <= MLN_SARIF_MAX_CHARS) {
        mln_buf_add_str(cut, text);
    } else {
        mln_buf_add(cut, text.ptr, before_last);
        mln_buf_add_text(cut, "\xE2\x80\xA6");
    }
    mln_json_open_object(&sarif->json, key);
    mln_json_put_str(&sarif->json, "text", mln_buf_get_str(cut));
    mln_json_end_object(&sarif->json);
}

static void put_help(mln_sarif *sarif, const mln_card *card)
{
    mln_str body = card->help.len ? card->help : card->message.len ? card->message : card->id;
    mln_buf *text = &sarif->text;
    mln_json_open_object(&sarif->json, "help");
    mln_buf_clear(text);
    mln_buf_add_str(text, body);
    for (uint32_t i = 0; i < card->reference_count; i++) {
        mln_buf_add_text(text, i ? "\n" : "\n\nReferences:\n");
        mln_buf_add_str(text, card->references[i]);
    }
    mln_json_put_str(&sarif->json, "text", mln_buf_get_str(text));
    mln_buf_clear(text);
    mln_buf_add_str(text, body);
    for (uint32_t i = 0; i < card->reference_count; i++) {
        mln_buf_add_text(text, i ? "\n- <" : "\n\n## References\n\n- <");
        mln_buf_add_str(text, card->references[i]);
        mln_buf_add_char(text, '>');
    }
    if (card->guard.len) {
        mln_buf_add_text(text, "\n\nClosed by the guard control `");
        mln_buf_add_str(text, card->guard);
        mln_buf_add_text(text, "`.");
    }
    mln_json_put_str(&sarif->json, "markdown", mln_buf_get_str(text));
    mln_json_end_object(&sarif->json);
}

/* Tags in the order of their worth: GitHub keeps the first ten. */
typedef struct {
    mln_sarif *sarif;
    mln_strtab seen;
    uint32_t count;
} tag_list;

static void add_tag(tag_list *tags, mln_str tag)
{
    if (!tag.len || tags->count == MLN_SARIF_MAX_TAGS ||
        mln_strtab_find(&tags->seen, tag) != UINT32_MAX)
        return;
    mln_strtab_add(&tags->seen, tag);
    tags->count++;
    mln_json_str(&tags->sarif->json, tag);
}

/* "CWE-89: SQL injection" → "external/cwe/cwe-089", the form CodeQL has made usual. */
static void add_cwe_tag(tag_list *tags, mln_str cwe)
{
    uint32_t at = 0;
    while (at < cwe.len && !mln_ascii_is_digit(cwe.ptr[at]))
        at++;
    uint32_t digits = at;
    while (digits < cwe.len && mln_ascii_is_digit(cwe.ptr[digits]))
        digits++;
    if (digits == at)
        return;
    mln_buf *text = &tags->sarif->text;
    mln_buf_clear(text);
    mln_buf_add_text(text, "external/cwe/cwe-");
    for (uint32_t i = digits - at; i < 3; i++)
        mln_buf_add_char(text, '0');
    mln_buf_add(text, cwe.ptr + at, digits - at);
    add_tag(tags, mln_buf_get_str(text));
}

/* "A03:2021 - Injection" → "external/owasp/a03-2021". */
static void add_owasp_tag(tag_list *tags, mln_str owasp)
{
    mln_buf *text = &tags->sarif->text;
    mln_buf_clear(text);
    mln_buf_add_text(text, "external/owasp/");
    size_t before = text->len;
    for (uint32_t i = 0; i < owasp.len; i++) {
        char c = owasp.ptr[i];
        if (c == ':')
            c = '-';
        else if (!mln_ascii_is_alnum(c))
            break;
        mln_buf_add_char(text, mln_ascii_to_lower(c));
    }
    if (text->len > before)
        add_tag(tags, mln_buf_get_str(text));
}

static void put_properties(mln_sarif *sarif, const mln_card *card)
{
    /* GitHub's bands: critical above 9.0, high from 7.0, medium from 4.0, low below. */
    static const char *const SCORES[MLN_SEVERITY_COUNT] = {"0.5", "2.5", "5.5", "8.0", "9.5"};
    static const char *const PROBLEMS[MLN_SEVERITY_COUNT] = {"recommendation", "recommendation",
                                                             "warning", "error", "error"};
    mln_json *json = &sarif->json;
    mln_json_open_object(json, "properties");
    mln_json_put_text(json, "precision", mln_precision_get_name(card->precision));
    mln_json_put_text(json, "problem.severity", PROBLEMS[card->severity]);
    mln_json_put_text(json, "security-severity", SCORES[card->severity]);
    tag_list tags = {.sarif = sarif};
    mln_strtab_init(&tags.seen);
    mln_json_open_array(json, "tags");
    add_tag(&tags, MLN_STR("security"));
    for (uint32_t i = 0; i < card->cwe_count; i++)
        add_cwe_tag(&tags, card->cwe[i]);
    for (uint32_t i = 0; i < card->owasp_count; i++)
        add_owasp_tag(&tags, card->owasp[i]);
    for (uint32_t i = 0; i < card->tag_count; i++)
        add_tag(&tags, card->tags[i]);
    mln_json_end_array(json);
    mln_strtab_release(&tags.seen);
    mln_json_end_object(json);
}

/* Only what is an absolute URI, with what a URI cannot hold encoded. */
static void put_help_uri(mln_sarif *sarif, mln_str url)
{
    if (!mln_str_starts_with(url, MLN_STR("https://")) &&
        !mln_str_starts_with(url, MLN_STR("http://")))
        return;
    mln_buf *text = &sarif->text;
    mln_buf_clear(text);
    for (uint32_t i = 0; i < url.len; i++) {
        char c = url.ptr[i];
        if (c > ' ' && c < 0x7F && !strchr("\"<>\\^`{|}", c))
            mln_buf_add_char(text, c);
        else
            mln_buf_addf(text, "%%%02X", (unsigned)(unsigned char)c);
    }
    mln_json_put_str(&sarif->json, "helpUri", mln_buf_get_str(text));
}

static void put_rule(mln_sarif *sarif, const mln_card *card)
{
    mln_json *json = &sarif->json;
    mln_json_begin_object(json);
    mln_json_put_str(json, "id", card->id);
    put_name(sarif, card->id);
    put_short(sarif, "shortDescription", card->title, card->id);
    put_short(sarif, "fullDescription", card->message, card->id);
    put_help(sarif, card);
    put_help_uri(sarif, card->url);
    mln_json_open_object(json, "defaultConfiguration");
    mln_json_put_text(json, "level", mln_sarif_get_level(card->severity));
    mln_json_end_object(json);
    put_properties(sarif, card);
    mln_json_end_object(json);
}

void mln_sarif_put_rules(mln_sarif *sarif)
{
    const mln_run *run = sarif->run;
    /* Rules of one id in two files are one rule here: ids must be unique. */
    mln_strtab ids;
    mln_strtab_init(&ids);
    mln_json_open_array(&sarif->json, "rules");
    for (uint32_t i = 0; i < run->cards.len; i++) {
        mln_str id = run->cards.data[i].id;
        uint32_t known = mln_strtab_find(&ids, id);
        if (known != UINT32_MAX) {
            sarif->rules[i] = known - 1;
        } else if (ids.entries.len <= MLN_SARIF_MAX_RULES) {
            sarif->rules[i] = mln_strtab_add(&ids, id) - 1;
            put_rule(sarif, &run->cards.data[i]);
        } else {
            sarif->rules[i] = MLN_SARIF_NONE;
        }
    }
    mln_json_end_array(&sarif->json);
    mln_strtab_release(&ids);
}
