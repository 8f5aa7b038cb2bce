#define _GNU_SOURCE
#include "secrets/secrets.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "base/glob.h"
#include "base/multi.h"
#include "base/regex.h"
#include "secrets/place.h"

#include "base/banned.h"

#define BEFORE 160u       /* bytes of a window before its keyword */
#define BEHIND 8u         /* for lookbehind */
#define LINE_REST 1024u   /* a window goes on to its line's end, if that is no farther */
#define TOKEN_REST 4096u  /* and through a token */
#define WINDOW_MAX 32768u /* windows that meet become no larger */
#define NEAR 300u         /* bytes around a match */
#define HEAD 4096u        /* of a file */
#define GROUPS 16u

/* Groups of the expression by what they are for; 0: it has none. */
typedef struct {
    const mln_detector *detector;
    mln_regex *regex;
    mln_regex **allow;
    uint32_t secret, body, key, user;
} compiled;

struct mln_secrets {
    compiled *list;
    uint32_t count;
    mln_multi *keywords;
    uint32_t *owner;  /* by keyword: its detector */
    uint32_t *length; /* by keyword */
};

/* A detector in the file at hand. */
typedef struct {
    bool touched, reads, open;
    mln_span window;
    uint32_t done; /* nothing is searched before */
    uint32_t found;
} state;

struct mln_secret_scanner {
    const mln_secrets *secrets;
    mln_regex_matcher *matcher;
    const mln_secret_file *file;
    state *states; /* by detector */
    MLN_VEC(uint32_t)
    touched;
    MLN_VEC(mln_secret)
    found;
    uint32_t spent;
};

/* --- compiling ------------------------------------------------------------------------------- */

static void find_groups(compiled *c)
{
    for (uint32_t g = 1; g <= mln_regex_get_group_count(c->regex) && g < GROUPS; g++) {
        mln_str name = mln_regex_get_group_name(c->regex, g);
        if (mln_str_is(name, "secret"))
            c->secret = g;
        else if (mln_str_is(name, "body"))
            c->body = g;
        else if (mln_str_is(name, "key"))
            c->key = g;
        else if (mln_str_is(name, "user"))
            c->user = g;
        else if (!c->secret && !name.len)
            c->secret = g;
    }
    if (!c->body)
        c->body = c->secret;
}

static mln_status compile(compiled *c, const mln_detector *detector, char *error, size_t size)
{
    c->detector = detector;
    mln_status status = mln_regex_new(&c->regex, detector->regex, 0, error, size, NULL);
    c->allow = mln_mem_new((size_t)detector->allow_count + 1, sizeof(mln_regex *));
    for (uint32_t i = 0; status == MLN_OK && i < detector->allow_count; i++)
        status = mln_regex_new(&c->allow[i], detector->allow[i], 0, error, size, NULL);
    if (status == MLN_OK)
        find_groups(c);
    return status;
}

static bool make_keywords(mln_secrets *secrets)
{
    uint32_t all = 0;
    for (uint32_t i = 0; i < secrets->count; i++)
        all += secrets->list[i].detector->keyword_count;
    secrets->owner = mln_mem_new((size_t)all + 1, sizeof *secrets->owner);
    secrets->length = mln_mem_new((size_t)all + 1, sizeof *secrets->length);
    mln_str *words = mln_mem_new((size_t)all + 1, sizeof *words);
    uint32_t at = 0;
    for (uint32_t i = 0; i < secrets->count; i++) {
        const mln_detector *detector = secrets->list[i].detector;
        for (uint32_t k = 0; k < detector->keyword_count; k++, at++) {
            words[at] = detector->keywords[k];
            secrets->owner[at] = i;
            secrets->length[at] = words[at].len;
        }
    }
    secrets->keywords = mln_multi_new(words, all);
    mln_mem_free(words);
    return secrets->keywords != NULL;
}

mln_status mln_secrets_new(mln_secrets **secrets, const mln_detector *const *detectors,
                           uint32_t count, uint32_t *bad, char *error, size_t error_size)
{
    mln_secrets *made = mln_mem_new(1, sizeof *made);
    made->list = mln_mem_new((size_t)count + 1, sizeof *made->list);
    made->count = count;
    mln_status status = MLN_OK;
    for (*bad = 0; *bad < count; ++*bad) {
        status = compile(&made->list[*bad], detectors[*bad], error, error_size);
        if (status != MLN_OK)
            break;
    }
    if (status == MLN_OK && !make_keywords(made)) {
        status = MLN_LIMIT;
        mln_str why = MLN_STR("there are too many keywords");
        if (error_size > why.len)
            memcpy(error, why.ptr, why.len + 1u);
    }
    *secrets = made;
    if (status != MLN_OK) {
        mln_secrets_free(made);
        *secrets = NULL;
    }
    return status;
}

void mln_secrets_free(mln_secrets *secrets)
{
    if (!secrets)
        return;
    for (uint32_t i = 0; i < secrets->count; i++) {
        compiled *c = &secrets->list[i];
        mln_regex_free(c->regex);
        for (uint32_t k = 0; c->allow && k < c->detector->allow_count; k++)
            mln_regex_free(c->allow[k]);
        mln_mem_free(c->allow);
    }
    mln_multi_free(secrets->keywords);
    mln_mem_free(secrets->list);
    mln_mem_free(secrets->owner);
    mln_mem_free(secrets->length);
    mln_mem_free(secrets);
}

/* --- evidence -------------------------------------------------------------------------------- */

static mln_str cut(mln_str text, mln_span span)
{
    return (mln_str){text.ptr + span.start, span.stop - span.start};
}

/* Whether one of the words stands in the text, in any case. */
static bool has_word(mln_str text, const mln_str *words, uint32_t count)
{
    for (uint32_t w = 0; w < count; w++) {
        mln_str word = words[w];
        for (uint32_t at = 0; word.len && at + word.len <= text.len; at++)
            if (mln_str_equal_any_case((mln_str){text.ptr + at, word.len}, word))
                return true;
    }
    return false;
}

static bool stands_right(const compiled *c, mln_str text, mln_span match)
{
    const mln_detector *d = c->detector;
    uint32_t start = match.start > NEAR ? match.start - NEAR : 0;
    uint32_t stop = text.len - match.stop > NEAR ? match.stop + NEAR : text.len;
    mln_str around = cut(text, (mln_span){start, stop});
    mln_str head = {text.ptr, text.len < HEAD ? text.len : HEAD};
    return (!d->near_count || has_word(around, d->near, d->near_count)) &&
           !has_word(around, d->not_near, d->not_near_count) &&
           !has_word(head, d->not_in, d->not_in_count);
}

/* Groups are spans of the file's text. */
static bool is_secret(mln_secret_scanner *s, const compiled *c, const mln_span *groups,
                      mln_secret *secret)
{
    const mln_detector *d = c->detector;
    mln_str text = s->file->text;
    secret->span = groups[c->secret];
    mln_span body = groups[c->body].start == MLN_REGEX_UNSET ? secret->span : groups[c->body];
    mln_str part = cut(text, body);
    if (secret->span.start == MLN_REGEX_UNSET || secret->span.start == secret->span.stop ||
        mln_judge_get_entropy(part) < d->entropy || !mln_judge_fits_charset(part, d->charset) ||
        !mln_checksum_holds(d->checksum, part))
        return false;
    mln_judgement wanted = d->value == MLN_JUDGE_WEAK ? MLN_JUDGED_WEAK : MLN_JUDGED_SECRET;
    mln_judgement verdict = mln_judge_value(part, d->value);
    bool has_user = c->user && groups[c->user].start != MLN_REGEX_UNSET;
    if (verdict == MLN_JUDGED_SECRET && has_user && d->value != MLN_JUDGE_TOKEN &&
        mln_judge_repeats_user(cut(text, groups[c->user]), part))
        verdict = MLN_JUDGED_WEAK;
    if (verdict != wanted || !stands_right(c, text, groups[0]))
        return false;
    mln_str match = cut(text, groups[0]);
    for (uint32_t i = 0; i < d->allow_count; i++)
        if (mln_regex_match(c->allow[i], s->matcher, match, 0, NULL, NULL) == MLN_REGEX_MATCH)
            return false;
    secret->name = MLN_STR("");
    if (c->key && groups[c->key].start != MLN_REGEX_UNSET)
        secret->name = cut(text, groups[c->key]);
    if (mln_judge_is_sample_name(secret->name) && d->value != MLN_JUDGE_ANY)
        return false;
    if (!s->file->tree)
        return true;
    mln_place place = mln_place_find(s->file->tree, secret->span.start);
    if (!secret->name.len)
        secret->name = place.name;
    return !place.is_sample || d->value == MLN_JUDGE_ANY;
}

/* --- windows --------------------------------------------------------------------------------- */

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

static bool is_token_char(char c)
{
    return mln_ascii_is_alnum(c) || c == '_' || c == '-' || c == '+' || c == '/' || c == '=' ||
           is_continuation(c);
}

/* Where a window that should end at `stop` does not cut a line or a token in two. */
static uint32_t find_end(mln_str text, uint32_t stop)
{
    uint32_t rest = text.len - stop;
    const char *end = memchr(text.ptr + stop, '\n', rest < LINE_REST ? rest : LINE_REST);
    if (end)
        return (uint32_t)(end - text.ptr);
    if (rest <= LINE_REST)
        return text.len;
    uint32_t far = rest < TOKEN_REST ? text.len : stop + TOKEN_REST;
    while (stop < far && is_token_char(text.ptr[stop]))
        stop++;
    while (stop < text.len && is_continuation(text.ptr[stop]))
        stop++;
    return stop;
}

static void search(mln_secret_scanner *s, uint32_t number)
{
    const compiled *c = &s->secrets->list[number];
    state *at = &s->states[number];
    mln_str text = s->file->text;
    uint32_t start = at->window.start > at->done ? at->window.start : at->done;
    uint32_t stop = find_end(text, at->window.stop);
    at->open = false;
    while (start > 0 && start < text.len && is_continuation(text.ptr[start]))
        start--;
    uint32_t base = start > BEHIND ? start - BEHIND : 0;
    while (base > 0 && is_continuation(text.ptr[base]))
        base--;
    mln_str subject = {text.ptr + base, stop - base};
    while (start <= stop) {
        mln_span groups[GROUPS];
        uint32_t count = GROUPS;
        mln_regex_result result =
            mln_regex_match(c->regex, s->matcher, subject, start - base, groups, &count);
        if (result == MLN_REGEX_LIMIT)
            s->spent = number;
        if (result != MLN_REGEX_MATCH)
            break;
        for (uint32_t g = 0; g < count; g++)
            if (groups[g].start != MLN_REGEX_UNSET) {
                groups[g].start += base;
                groups[g].stop += base;
            }
        start = groups[0].stop > start ? groups[0].stop : start + 1;
        while (start < text.len && is_continuation(text.ptr[start]))
            start++;
        at->done = start;
        /* What goes on behind the window has not been seen whole. */
        if (groups[0].stop == stop && stop < text.len && is_token_char(text.ptr[stop]))
            continue;
        mln_secret secret = {.detector = number};
        if (!is_secret(s, c, groups, &secret))
            continue;
        if (at->found == MLN_SECRETS_MAX) {
            s->spent = number;
            break;
        }
        at->found++;
        mln_vec_add(&s->found, secret);
    }
}

static bool reads(const mln_secret_scanner *s, const mln_detector *d)
{
    if (s->file->ignore_paths)
        return true;
    bool wanted = d->file_count == 0;
    for (uint32_t i = 0; i < d->file_count && !wanted; i++)
        wanted = mln_glob_match_path(d->files[i], s->file->path);
    for (uint32_t i = 0; i < d->not_file_count && wanted; i++)
        wanted = !mln_glob_match_path(d->not_files[i], s->file->path);
    return wanted;
}

static void hit(void *context, uint32_t keyword, uint32_t stop)
{
    mln_secret_scanner *s = context;
    uint32_t number = s->secrets->owner[keyword];
    const mln_detector *d = s->secrets->list[number].detector;
    state *at = &s->states[number];
    if (!at->touched) {
        at->touched = true;
        at->reads = reads(s, d);
        mln_vec_add(&s->touched, number);
    }
    if (!at->reads || at->found == MLN_SECRETS_MAX)
        return;
    uint32_t start = stop - s->secrets->length[keyword];
    start = start > BEFORE ? start - BEFORE : 0;
    uint32_t rest = s->file->text.len - stop;
    stop += rest < d->window ? rest : d->window;
    if (at->open && start <= at->window.stop && stop - at->window.start <= WINDOW_MAX) {
        at->window.stop = stop > at->window.stop ? stop : at->window.stop;
        return;
    }
    if (at->open)
        search(s, number);
    at->window = (mln_span){start, stop};
    at->open = true;
}

/* --- the file -------------------------------------------------------------------------------- */

mln_secret_scanner *mln_secret_scanner_new(const mln_secrets *secrets)
{
    mln_secret_scanner *s = mln_mem_new(1, sizeof *s);
    s->secrets = secrets;
    s->matcher = mln_regex_matcher_new();
    s->states = mln_mem_new((size_t)secrets->count + 1, sizeof *s->states);
    return s;
}

void mln_secret_scanner_free(mln_secret_scanner *scanner)
{
    if (!scanner)
        return;
    mln_regex_matcher_free(scanner->matcher);
    mln_mem_free(scanner->states);
    mln_vec_release(&scanner->touched);
    mln_vec_release(&scanner->found);
    mln_mem_free(scanner);
}

/* How much is known of the format: less is more. */
static int get_rank(const mln_secrets *secrets, const mln_secret *secret)
{
    static const int ranks[] = {[MLN_JUDGE_TOKEN] = 0,
                                [MLN_JUDGE_ANY] = 1,
                                [MLN_JUDGE_KEY] = 2,
                                [MLN_JUDGE_PASSWORD] = 3,
                                [MLN_JUDGE_WEAK] = 4};
    return ranks[secrets->list[secret->detector].detector->value];
}

static int compare(const void *left, const void *right)
{
    const mln_secret *a = left, *b = right;
    if (a->span.start != b->span.start)
        return a->span.start < b->span.start ? -1 : 1;
    if (a->span.stop != b->span.stop)
        return a->span.stop > b->span.stop ? -1 : 1;
    return (a->detector > b->detector) - (a->detector < b->detector);
}

/* Of secrets that overlap one stays. */
static void drop_overlaps(mln_secret_scanner *s)
{
    if (s->found.len > 1)
        qsort(s->found.data, s->found.len, sizeof *s->found.data, compare);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < s->found.len; i++) {
        const mln_secret now = s->found.data[i];
        if (kept && s->found.data[kept - 1].span.stop > now.span.start) {
            mln_secret *last = &s->found.data[kept - 1];
            if (get_rank(s->secrets, &now) < get_rank(s->secrets, last))
                *last = now;
        } else {
            s->found.data[kept++] = now;
        }
    }
    s->found.len = kept;
}

void mln_secret_scanner_run(mln_secret_scanner *scanner, const mln_secret_file *file,
                            const mln_secret **found, uint32_t *count, uint32_t *spent)
{
    scanner->file = file;
    scanner->spent = UINT32_MAX;
    mln_vec_clear(&scanner->touched);
    mln_vec_clear(&scanner->found);
    mln_multi_scan(scanner->secrets->keywords, file->text, hit, scanner);
    for (uint32_t i = 0; i < scanner->touched.len; i++) {
        uint32_t number = scanner->touched.data[i];
        if (scanner->states[number].open)
            search(scanner, number);
        scanner->states[number] = (state){0};
    }
    drop_overlaps(scanner);
    *found = scanner->found.data;
    *count = scanner->found.len;
    *spent = scanner->spent;
}
