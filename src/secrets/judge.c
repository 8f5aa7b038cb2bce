#define _GNU_SOURCE
#include "secrets/judge.h"

#include <math.h>

#include "base/ascii.h"

#include "base/banned.h"

const char *const mln_judge_kind_names[] = {"token", "key", "password", "weak", "any", NULL};
const char *const mln_charset_names[] = {"any",    "hex",       "base32", "base62",
                                         "base64", "base64url", NULL};

static bool find_name(mln_str name, const char *const *names, uint32_t *index)
{
    for (*index = 0; names[*index]; ++*index)
        if (mln_str_is(name, names[*index]))
            return true;
    return false;
}

bool mln_judge_kind_find(mln_str name, mln_judge_kind *kind)
{
    uint32_t index;
    if (!find_name(name, mln_judge_kind_names, &index))
        return false;
    *kind = (mln_judge_kind)index;
    return true;
}

bool mln_charset_find(mln_str name, mln_charset *charset)
{
    uint32_t index;
    if (!find_name(name, mln_charset_names, &index))
        return false;
    *charset = (mln_charset)index;
    return true;
}

/* --- characters ------------------------------------------------------------------------------ */

typedef struct {
    uint32_t digits, uppers, lowers, others, blanks;
} census;

static census count(mln_str text)
{
    census found = {0};
    for (uint32_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (mln_ascii_is_digit(c))
            found.digits++;
        else if (mln_ascii_is_upper(c))
            found.uppers++;
        else if (mln_ascii_is_lower(c))
            found.lowers++;
        else if (mln_ascii_is_space(c))
            found.blanks++;
        else
            found.others++;
    }
    return found;
}

uint32_t mln_judge_get_entropy(mln_str text)
{
    uint32_t seen[256] = {0};
    if (!text.len)
        return 0;
    for (uint32_t i = 0; i < text.len; i++)
        seen[(unsigned char)text.ptr[i]]++;
    double sum = 0, all = text.len;
    for (size_t i = 0; i < MLN_COUNT_OF(seen); i++)
        if (seen[i])
            sum -= seen[i] / all * log2(seen[i] / all);
    return (uint32_t)(sum * 100 + 0.5);
}

static bool is_of(char c, mln_charset charset)
{
    switch (charset) {
    case MLN_CHARSET_HEX:
        return mln_ascii_get_hex(c) >= 0;
    case MLN_CHARSET_BASE32:
        return mln_ascii_is_upper(c) || (c >= '2' && c <= '7');
    case MLN_CHARSET_BASE62:
        return mln_ascii_is_alnum(c);
    case MLN_CHARSET_BASE64:
        return mln_ascii_is_alnum(c) || c == '+' || c == '/' || c == '=';
    case MLN_CHARSET_BASE64URL:
        return mln_ascii_is_alnum(c) || c == '-' || c == '_' || c == '=';
    case MLN_CHARSET_ANY:
        break;
    }
    return true;
}

bool mln_judge_fits_charset(mln_str text, mln_charset charset)
{
    if (charset == MLN_CHARSET_ANY)
        return true;
    for (uint32_t i = 0; i < text.len; i++)
        if (!is_of(text.ptr[i], charset))
            return false;
    census found = count(text);
    if (charset == MLN_CHARSET_HEX)
        return !(found.uppers && found.lowers) &&
               (text.len < 16 || (found.digits && found.uppers + found.lowers));
    if (charset == MLN_CHARSET_BASE32)
        return text.len < 16 || (found.digits && found.uppers);
    int kinds = (found.digits > 0) + (found.uppers > 0) + (found.lowers > 0);
    return kinds >= (text.len >= 32 ? 3 : text.len >= 16 ? 2 : 1);
}

/* --- words ----------------------------------------------------------------------------------- */

static bool contains(mln_str text, const char *word)
{
    return text.len && memmem(text.ptr, text.len, word, strlen(word)) != NULL;
}

static bool contains_any(mln_str text, const char *const *words)
{
    for (size_t i = 0; words[i]; i++)
        if (contains(text, words[i]))
            return true;
    return false;
}

static bool starts_with_any(mln_str text, const char *const *starts)
{
    for (size_t i = 0; starts[i]; i++)
        if (mln_str_starts_with(text, mln_str_of(starts[i])))
            return true;
    return false;
}

/* What people write for "put yours here", in small letters. */
static const char *const placeholder_words[] = {
    "example",      "placeholder", "changeme",  "change-me",  "change_me",  "changethis",
    "change-this",  "change_this", "replaceme", "replace-me", "replace_me", "replace_with",
    "replace-with", "your",        "yourown",   "dummy",      "sample",     "redacted",
    "censored",     "removed",     "xxxx",      "fake",       "notreal",    "not-real",
    "not_real",     "insert",      "todo",      "fixme",      "foobar",     "mysecret",
    "some-",        "some_",       "enter-",    "enter_",     "goes-here",  "goes_here",
    "goeshere",     "....",        "****",      "####",       "____",       "deadbeef",
    "lorem",        "mock",        "invalid",   "fill-in",    "fillme",     NULL};

/* Whether characters follow one another as nobody's dice throw them: six equal ones, or six that
 * count up or down (abcdef, 654321). */
static bool is_patterned(mln_str text)
{
    uint32_t same = 1, up = 1, down = 1;
    for (uint32_t i = 1; i < text.len; i++) {
        int step = text.ptr[i] - text.ptr[i - 1];
        same = step == 0 ? same + 1 : 1;
        up = step == 1 ? up + 1 : 1;
        down = step == -1 ? down + 1 : 1;
        if (same >= 6 || up >= 6 || down >= 6)
            return true;
    }
    return false;
}

/* The text in small letters, at most `size` bytes of it. */
/* Whether a word begins there: `test` does in `x_test` and `myTest`, not in `latest`. */
static bool begins_word(mln_str name, uint32_t at)
{
    return at == 0 || !mln_ascii_is_letter(name.ptr[at - 1]) ||
           (mln_ascii_is_upper(name.ptr[at]) && mln_ascii_is_lower(name.ptr[at - 1]));
}

bool mln_judge_is_sample_name(mln_str name)
{
    static const char *const words[] = {"example", "sample",   "dummy", "fake",        "mock",
                                        "stub",    "expected", "test",  "placeholder", "demo",
                                        "fixture", "invalid",  "regex", NULL};
    char buffer[128];
    mln_str low = mln_str_to_lower(name, buffer, sizeof buffer);
    for (uint32_t at = 0; at < low.len; at++) {
        if (!begins_word(name, at))
            continue;
        mln_str rest = {low.ptr + at, low.len - at};
        if (starts_with_any(rest, words))
            return true;
    }
    return false;
}

bool mln_judge_repeats_user(mln_str user, mln_str password)
{
    char a[64], b[64];
    mln_str left = mln_str_to_lower(user, a, sizeof a),
            right = mln_str_to_lower(password, b, sizeof b);
    if (!left.len || !right.len)
        return false;
    return memmem(right.ptr, right.len, left.ptr, left.len) != NULL ||
           memmem(left.ptr, left.len, right.ptr, right.len) != NULL;
}

/* --- what stands behind a name --------------------------------------------------------------- */

/* A name for a value that is elsewhere, as the languages of configuration spell it. `low` is in
 * small letters. */
static bool is_reference(mln_str value, mln_str low)
{
    static const char *const starts[] = {
        "$",       "%",     "<",      "{",       "[",        "!",       "&",        "*",
        "|",       "@",     "`",      "enc[",    "enc(",     "arn:",    "vault:",   "env:",
        "env(",    "ssm:",  "op://",  "secret:", "kms:",     "sops:",   "ref+",     "ref:",
        "file:",   "file(", "azure",  "gcp:",    "aws:",     "base64:", "process.", "config.",
        "config(", "var.",  "local.", "data.",   "module.",  "env.",    "secrets.", "values.",
        "self.",   "this.", "os.",    "lookup(", "keyring:", "bao:",    "__",       NULL};
    static const char *const parts[] = {"${",       "{{",      "}}",         "<%",
                                        "%>",       "%(",      "#{",         "$(",
                                        "%s",       "%d",      "secrets.",   "process.env",
                                        "environ",  "getenv",  "keyvault",   "secretsmanager",
                                        "secrets/", "secret/", "/versions/", "secretkeyref",
                                        "->",       "=>",      "::",         "\\u",
                                        NULL};
    if (starts_with_any(low, starts) || contains_any(low, parts))
        return true;
    /* %NAME%, and a call. */
    return value.ptr[value.len - 1] == ')' && memchr(value.ptr, '(', value.len);
}

static bool is_path_or_address(mln_str value)
{
    static const char *const starts[] = {"/", "./", "../", "~/", "\\", "http:", "https:", NULL};
    static const char *const ends[] = {".pem",  ".key", ".crt", ".txt", ".json", ".yml",
                                       ".yaml", ".js",  ".ts",  ".md",  ".html", ".env",
                                       ".php",  ".com", ".org", ".net", ".io",   NULL};
    if (starts_with_any(value, starts) || contains(value, "://"))
        return true;
    for (size_t i = 0; ends[i]; i++)
        if (mln_str_ends_with(value, mln_str_of(ends[i])))
            return true;
    return value.len > 2 && mln_ascii_is_letter(value.ptr[0]) && value.ptr[1] == ':' &&
           value.ptr[2] == '\\';
}

/* Switches, types and words of schemas and forms. */
static bool is_keyword(mln_str low)
{
    static const char *const words[] = {
        "true",     "false",     "null",     "none",          "nil",      "undefined", "yes",
        "no",       "on",        "off",      "string",        "str",      "text",      "boolean",
        "bool",     "integer",   "int",      "number",        "object",   "array",     "required",
        "optional", "enabled",   "disabled", "hidden",        "masked",   "prompt",    "auto",
        "generate", "generated", "inherit",  "any",           "password", "passwd",    "pass",
        "pwd",      "secret",    "token",    "apikey",        "api_key",  "api-key",   "key",
        "bearer",   "basic",     "plain",    "scram-sha-256", "md5",      "sha256",    "bcrypt",
        "argon2",   "encrypted", "empty",    "n/a",           "unset",    "default",   "username",
        "user",     "email",     "name",     "value",         "file",     "env",       "vault"};
    return mln_str_is_one_of(low, words, MLN_COUNT_OF(words));
}

/* `my-db-secret`, `APP_SECRET`, `auth.token`, `secretName`, `v2`: words, with hardly a digit. */
static bool is_name(mln_str value)
{
    census found = count(value);
    if (found.blanks || found.digits > 2)
        return false;
    uint32_t separators = 0;
    for (uint32_t i = 0; i < value.len; i++) {
        char c = value.ptr[i];
        if (c == '-' || c == '_' || c == '.' || c == ':' || c == '/')
            separators++;
        else if (!mln_ascii_is_alnum(c))
            return false;
    }
    if (separators)
        return true;
    /* camelCase without digits: as many words as there are steps from small to capital. */
    if (found.digits)
        return false;
    uint32_t steps = 0, clusters = 0;
    for (uint32_t i = 1; i < value.len; i++) {
        steps += mln_ascii_is_upper(value.ptr[i]) && mln_ascii_is_lower(value.ptr[i - 1]);
        clusters += mln_ascii_is_upper(value.ptr[i]) && mln_ascii_is_upper(value.ptr[i - 1]);
    }
    return !found.uppers || !found.lowers || (clusters == 0 && steps * 4 <= value.len);
}

/* Letters alone, some of them beyond ASCII. */
static bool is_foreign_word(mln_str value)
{
    bool beyond = false;
    for (uint32_t i = 0; i < value.len; i++) {
        char c = value.ptr[i];
        if ((unsigned char)c >= 0x80)
            beyond = true;
        else if (!mln_ascii_is_letter(c) && c != '-' && c != '\'' && c != '.' && c != ':' &&
                 c != '/')
            return false;
    }
    return beyond;
}

/* 1.2.3, ^1.0.0, 30s, 8080, 2024-01-31: numbers with marks and a unit. */
static bool is_numeric(mln_str value)
{
    census found = count(value);
    return found.digits && found.uppers + found.lowers <= 2 && found.others <= found.digits &&
           found.digits + 6 > value.len && value.len < 20;
}

/* The words of passwords that everybody writes, the digits and signs written for letters undone:
 * `P@ssw0rd1`, `s3cret!`. */
static bool is_common(mln_str low)
{
    static const char *const words[] = {
        "password", "passwd",       "passw",     "secret",    "admin",   "root",    "test",
        "guest",    "user",         "default",   "welcome",   "letmein", "qwert",   "asdf",
        "login",    "master",       "postgres",  "mysql",     "mongo",   "redis",   "rabbit",
        "minio",    "elastic",      "oracle",    "mariadb",   "demo",    "dev",     "local",
        "docker",   "hello",        "foo",       "bar",       "baz",     "abc",     "1234",
        "4321",     "0000",         "1111",      "pass",      "temp",    "change",  "secure",
        "strong",   "super",        "private",   "token",     "apikey",  "api_key", "sonar",
        "grafana",  "keycloak",     "jenkins",   "wordpress", "drupal",  "django",  "laravel",
        "hunter2",  "correcthorse", "swordfish", "trustno",   "monkey",  "dragon",  "love",
        NULL};
    char plain[64];
    uint32_t len = 0;
    for (uint32_t i = 0; i < low.len && len < sizeof plain; i++) {
        static const char from[] = "@4301!5$7";
        static const char to[] = "aaeoiisst";
        const char *at = strchr(from, low.ptr[i]);
        plain[len++] = at && *at ? to[at - from] : low.ptr[i];
    }
    return contains_any(low, words) || contains_any((mln_str){plain, len}, words);
}

/* Rare among words and names: both letters and digits, or signs, or capitals within. */
static bool is_mixed(mln_str value)
{
    census found = count(value);
    uint32_t letters = found.uppers + found.lowers;
    if (letters && found.digits)
        return true;
    return letters && found.others && found.uppers && found.lowers;
}

static mln_judgement judge_named(mln_str value, mln_judge_kind kind)
{
    char buffer[256];
    value = mln_str_trim(value);
    mln_str low = mln_str_to_lower(value, buffer, sizeof buffer);
    if (value.len < 4 || value.len > 512 || count(value).blanks || is_reference(value, low) ||
        is_path_or_address(value) || is_keyword(low))
        return MLN_JUDGED_NONE;
    if (kind == MLN_JUDGE_KEY) {
        census found = count(value);
        /* What is no token of any kind: marks of another language, or too few different signs. */
        bool even = mln_judge_get_entropy(value) >= 320;
        bool mixed = found.digits && found.uppers + found.lowers && found.others * 6 <= value.len;
        if (value.len < 16 || !even || !mixed || is_name(value) || is_numeric(value))
            return MLN_JUDGED_NONE;
        return contains_any(low, placeholder_words) || is_patterned(low) ? MLN_JUDGED_NONE
                                                                         : MLN_JUDGED_SECRET;
    }
    /* The word for it in some language. */
    if (is_foreign_word(value))
        return MLN_JUDGED_NONE;
    if (contains_any(low, placeholder_words) || is_patterned(low) || is_common(low))
        return MLN_JUDGED_WEAK;
    if (is_numeric(value))
        return MLN_JUDGED_NONE;
    if (value.len < 6 || is_name(value) || !is_mixed(value) || mln_judge_get_entropy(value) < 200)
        return MLN_JUDGED_WEAK;
    return MLN_JUDGED_SECRET;
}

mln_judgement mln_judge_value(mln_str value, mln_judge_kind kind)
{
    if (kind == MLN_JUDGE_ANY)
        return MLN_JUDGED_SECRET;
    if (kind != MLN_JUDGE_TOKEN)
        return judge_named(value, kind);
    char buffer[256];
    mln_str low = mln_str_to_lower(value, buffer, sizeof buffer);
    return contains_any(low, placeholder_words) || is_patterned(low) ? MLN_JUDGED_NONE
                                                                     : MLN_JUDGED_SECRET;
}
