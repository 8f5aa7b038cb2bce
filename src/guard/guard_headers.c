/* Security headers. What the values mean: the OWASP Secure Headers Project. */
#include "csp_p.h"
#include "pairs_p.h"

#include <string.h>

#define HEADERS_MAX 64
#define VALUE_MAX MLG_CSP_MAX

struct mlg_headers {
    mlg_env env;
    size_t count;
    char *name[HEADERS_MAX];
    char *value[HEADERS_MAX];
};

static const char csp_name[] = "Content-Security-Policy";
static const char csp_report_name[] = "Content-Security-Policy-Report-Only";

/* A header, its default, the words it may have (divided by spaces) and what stands between several.
 */
typedef struct mlg_known {
    const char *name, *preset, *words, *between;
} mlg_known;

static const mlg_known known[] = {
    {"Cross-Origin-Opener-Policy", "same-origin",
     "same-origin same-origin-allow-popups noopener-allow-popups unsafe-none", NULL},
    {"Cross-Origin-Resource-Policy", "same-origin", "same-origin same-site cross-origin", NULL},
    {"Origin-Agent-Cluster", "?1", "?1", NULL},
    {"Referrer-Policy", "no-referrer",
     "no-referrer no-referrer-when-downgrade same-origin origin strict-origin "
     "origin-when-cross-origin "
     "strict-origin-when-cross-origin unsafe-url",
     ","},
    {"Strict-Transport-Security", "max-age=31536000; includeSubDomains",
     "max-age=* includeSubDomains preload", "; "},
    {"X-Content-Type-Options", "nosniff", "nosniff", NULL},
    {"X-DNS-Prefetch-Control", "off", "on off", NULL},
    {"X-Download-Options", "noopen", "noopen", NULL},
    {"X-Frame-Options", "SAMEORIGIN", "DENY SAMEORIGIN", NULL},
    {"X-Permitted-Cross-Domain-Policies", "none", "none master-only by-content-type all", NULL},
    {"X-XSS-Protection", "0", "0", NULL},
    /* The last is not in the safe set. */
    {"Cross-Origin-Embedder-Policy", "require-corp", "require-corp credentialless unsafe-none",
     NULL},
};

#define KNOWN (sizeof known / sizeof *known)

static const mlg_known *known_find(const char *name)
{
    for (size_t i = 0; i < KNOWN; i++)
        if (mlg_same(name, strlen(name), known[i].name))
            return &known[i];
    return NULL;
}

/* Whether a word is in a list; an item that ends with `*` takes digits in its place. */
static int is_word(const char *list, const char *word)
{
    size_t word_len = strlen(word);
    for (const char *at = list; *at;) {
        size_t len = strcspn(at, " ");
        if (at[len - 1] == '*' && word_len >= len && word_len < len + 15 &&
            memcmp(at, word, len - 1) == 0) {
            size_t i = len - 1;
            while (i < word_len && mlg_is_digit(word[i]))
                i++;
            if (i == word_len)
                return 1;
        } else if (len == word_len && memcmp(at, word, len) == 0) {
            return 1;
        }
        at += len;
        at += *at == ' ';
    }
    return 0;
}

int mlg_header_compose(const char *name, const char *const *words, size_t count, char *out,
                       size_t size)
{
    if (!name || (count && !words))
        return MLG_ERR_ARGUMENT;
    const mlg_known *header = known_find(name);
    if (!header || (count > 1 && !header->between))
        return MLG_ERR_VALUE;
    mlg_out o;
    mlg_out_init(&o, out, size);
    if (!count)
        mlg_out_text(&o, header->preset);
    for (size_t i = 0; i < count; i++) {
        if (!words[i])
            return MLG_ERR_ARGUMENT;
        if (!is_word(header->words, words[i]))
            return MLG_ERR_VALUE;
        for (size_t j = 0; j < i; j++)
            if (strcmp(words[i], words[j]) == 0)
                return MLG_ERR_VALUE;
        if (i)
            mlg_out_text(&o, header->between);
        mlg_out_text(&o, words[i]);
    }
    return mlg_out_end(&o);
}

int mlg_headers_new(const mlg_env *env, mlg_headers **out)
{
    mlg_env own;
    if (!out)
        return MLG_ERR_ARGUMENT;
    *out = NULL;
    int error = mlg_env_init(&own, env);
    if (error)
        return error;
    mlg_headers *headers = mlg_env_alloc(&own, sizeof *headers);
    if (!headers)
        return MLG_ERR_MEMORY;
    headers->env = own;
    mlg_csp *csp;
    error = mlg_csp_new(env, 1, &csp);
    if (!error) {
        error = mlg_headers_set_csp(headers, csp, 0);
        mlg_csp_free(csp);
    }
    for (size_t i = 0; !error && i + 1 < KNOWN; i++)
        error = mlg_headers_set(headers, known[i].name, known[i].preset);
    if (error) {
        mlg_headers_free(headers);
        return error;
    }
    *out = headers;
    return MLG_OK;
}

void mlg_headers_free(mlg_headers *headers)
{
    if (!headers)
        return;
    mlg_env env = headers->env;
    mlg_pairs_release(&env, headers->name, headers->value, headers->count);
    mlg_env_free(&env, headers);
}

int mlg_headers_set(mlg_headers *headers, const char *name, const char *value)
{
    if (!headers || !name)
        return MLG_ERR_ARGUMENT;
    if (!mlg_is_token(name, strlen(name)) || (value && !mlg_is_header_value(value, strlen(value))))
        return MLG_ERR_VALUE;
    if (value && strlen(value) >= VALUE_MAX)
        return MLG_ERR_SPACE;
    size_t i = 0;
    while (i < headers->count && !mlg_same(name, strlen(name), headers->name[i]))
        i++;
    return mlg_pairs_set(&headers->env, headers->name, headers->value, &headers->count, HEADERS_MAX,
                         i, name, value);
}

int mlg_headers_set_csp(mlg_headers *headers, const mlg_csp *csp, int report_only)
{
    char text[VALUE_MAX];
    const char *name = report_only ? csp_report_name : csp_name;
    if (!csp)
        return mlg_headers_set(headers, name, NULL);
    int len = mlg_csp_write(csp, NULL, text, sizeof text);
    return len < 0 ? len : mlg_headers_set(headers, name, text);
}

int mlg_headers_get(const mlg_headers *headers, size_t index, const char **name, const char **value)
{
    if (!headers || !name || !value)
        return MLG_ERR_ARGUMENT;
    if (index >= headers->count) {
        *name = *value = NULL;
        return MLG_DENY;
    }
    *name = headers->name[index];
    *value = headers->value[index];
    return MLG_ALLOW;
}

static int takes_nonce(const mlg_headers *headers, size_t index)
{
    const char *name = headers->name[index];
    return (mlg_same(name, strlen(name), csp_name) ||
            mlg_same(name, strlen(name), csp_report_name)) &&
           mlg_csp_takes_nonce(headers->value[index]);
}

int mlg_headers_need_nonce(const mlg_headers *headers)
{
    for (size_t i = 0; headers && i < headers->count; i++)
        if (takes_nonce(headers, i))
            return 1;
    return 0;
}

int mlg_headers_apply(const mlg_headers *headers, const char *nonce, mlg_header_fn *set, void *arg)
{
    char text[VALUE_MAX];
    int result = MLG_OK;
    if (!headers || !set)
        return MLG_ERR_ARGUMENT;
    for (size_t i = 0; i < headers->count; i++) {
        const char *value = headers->value[i];
        if (takes_nonce(headers, i)) {
            int len = mlg_csp_fill(value, nonce, text, sizeof text);
            if (len < 0) {
                result = len;
                continue;
            }
            value = text;
        }
        set(arg, headers->name[i], value, 0);
    }
    return result;
}
