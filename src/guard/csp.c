/* Content-Security-Policy, level 3. */
#include "csp_p.h"
#include "pairs_p.h"

#include <string.h>

#define DIRECTIVES_MAX 48
#define NAME_MAX_LEN 64
#define NONCE_MAX 128

static const char placeholder[] = "{nonce}";

struct mlg_csp {
    mlg_env env;
    size_t count;
    char *name[DIRECTIVES_MAX];
    char *sources[DIRECTIVES_MAX];
};

/* Lower case with dashes: "defaultSrc" is default-src. A dash stands between two others alone. */
static int name_write(const char *directive, char *out, size_t size)
{
    mlg_out o;
    mlg_out_init(&o, out, size);
    char before = '-';
    for (const char *p = directive; *p; p++) {
        int upper = mlg_lower(*p) != *p;
        if (!mlg_is_alpha(*p) && !mlg_is_digit(*p) && *p != '-')
            return MLG_ERR_VALUE;
        if (before == '-' && (upper || *p == '-'))
            return MLG_ERR_VALUE;
        if (upper)
            mlg_out_byte(&o, '-');
        mlg_out_byte(&o, mlg_lower(*p));
        before = *p;
    }
    if (before == '-')
        return MLG_ERR_VALUE;
    return mlg_out_end(&o) < 0 ? MLG_ERR_VALUE : MLG_OK;
}

int mlg_csp_check_name(const char *directive)
{
    char name[NAME_MAX_LEN];
    return directive ? name_write(directive, name, sizeof name) : MLG_ERR_ARGUMENT;
}

static int source_is_good(const char *source, size_t len)
{
    static const char *const quoted[] = {"self",
                                         "none",
                                         "unsafe-inline",
                                         "unsafe-eval",
                                         "unsafe-hashes",
                                         "strict-dynamic",
                                         "report-sample",
                                         "wasm-unsafe-eval",
                                         "inline-speculation-rules"};
    static const char *const prefixes[] = {"nonce-", "sha256-", "sha384-", "sha512-"};
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)source[i] <= 0x20 || source[i] == 0x7f || source[i] == ';' ||
            source[i] == ',')
            return 0;
    for (size_t i = 0; i < sizeof quoted / sizeof *quoted; i++)
        if (mlg_same(source, len, quoted[i]))
            return 0;
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (len >= strlen(prefixes[i]) && mlg_same(source, strlen(prefixes[i]), prefixes[i]))
            return 0;
    return 1;
}

int mlg_csp_check_source(const char *source)
{
    if (!source)
        return MLG_ERR_ARGUMENT;
    size_t len = strlen(source);
    return len && source_is_good(source, len) ? MLG_OK : MLG_ERR_VALUE;
}

static int sources_are_good(const char *sources)
{
    while (*sources) {
        size_t len = strcspn(sources, " ");
        if (len && !source_is_good(sources, len))
            return 0;
        sources += len;
        sources += *sources == ' ';
    }
    return 1;
}

static size_t index_of(const mlg_csp *csp, const char *name)
{
    size_t i = 0;
    while (i < csp->count && strcmp(csp->name[i], name) != 0)
        i++;
    return i;
}

int mlg_csp_set(mlg_csp *csp, const char *directive, const char *sources)
{
    char name[NAME_MAX_LEN];
    if (!csp || !directive)
        return MLG_ERR_ARGUMENT;
    if (name_write(directive, name, sizeof name) < 0 || (sources && !sources_are_good(sources)))
        return MLG_ERR_VALUE;
    size_t i = index_of(csp, name);
    return mlg_pairs_set(&csp->env, csp->name, csp->sources, &csp->count, DIRECTIVES_MAX, i, name,
                         sources);
}

int mlg_csp_new(const mlg_env *env, int with_defaults, mlg_csp **out)
{
    static const char *const defaults[][2] = {
        {"default-src", "'self'"},
        {"base-uri", "'self'"},
        {"font-src", "'self' https: data:"},
        {"form-action", "'self'"},
        {"frame-ancestors", "'self'"},
        {"img-src", "'self' data:"},
        {"object-src", "'none'"},
        {"script-src", "'self'"},
        {"script-src-attr", "'none'"},
        {"style-src", "'self' https: 'unsafe-inline'"},
        {"upgrade-insecure-requests", ""},
    };
    mlg_env own;
    if (!out)
        return MLG_ERR_ARGUMENT;
    *out = NULL;
    int error = mlg_env_init(&own, env);
    if (error)
        return error;
    mlg_csp *csp = mlg_env_alloc(&own, sizeof *csp);
    if (!csp)
        return MLG_ERR_MEMORY;
    csp->env = own;
    for (size_t i = 0; with_defaults && !error && i < sizeof defaults / sizeof *defaults; i++)
        error = mlg_csp_set(csp, defaults[i][0], defaults[i][1]);
    if (error) {
        mlg_csp_free(csp);
        return error;
    }
    *out = csp;
    return MLG_OK;
}

void mlg_csp_free(mlg_csp *csp)
{
    if (!csp)
        return;
    mlg_env env = csp->env;
    mlg_pairs_release(&env, csp->name, csp->sources, csp->count);
    mlg_env_free(&env, csp);
}

static int is_nonce(const char *nonce)
{
    size_t len = strlen(nonce);
    if (!len || len > NONCE_MAX)
        return 0;
    for (size_t i = 0; i < len; i++)
        if (!mlg_is_alpha(nonce[i]) && !mlg_is_digit(nonce[i]) && !strchr("+/-_=", nonce[i]))
            return 0;
    return 1;
}

static void nonce_write(mlg_out *out, const char *nonce)
{
    mlg_out_text(out, "'nonce-");
    mlg_out_text(out, nonce);
    mlg_out_byte(out, '\'');
}

int mlg_csp_write(const mlg_csp *csp, const char *nonce, char *out, size_t size)
{
    if (!csp)
        return MLG_ERR_ARGUMENT;
    if (!csp->count)
        return MLG_ERR_CONFLICT;
    if (nonce && !is_nonce(nonce))
        return MLG_ERR_VALUE;
    mlg_out o;
    mlg_out_init(&o, out, size);
    for (size_t i = 0; i < csp->count; i++) {
        if (i)
            mlg_out_byte(&o, ';');
        mlg_out_text(&o, csp->name[i]);
        for (const char *at = csp->sources[i]; *at;) {
            size_t len = strcspn(at, " ");
            if (len)
                mlg_out_byte(&o, ' ');
            if (nonce && mlg_same(at, len, placeholder))
                nonce_write(&o, nonce);
            else
                mlg_out_add(&o, at, len);
            at += len;
            at += *at == ' ';
        }
    }
    return mlg_out_end(&o);
}

int mlg_csp_takes_nonce(const char *policy)
{
    return strstr(policy, placeholder) != NULL;
}

int mlg_csp_fill(const char *policy, const char *nonce, char *out, size_t size)
{
    mlg_out o;
    if (nonce && !is_nonce(nonce))
        return MLG_ERR_VALUE;
    mlg_out_init(&o, out, size);
    int words = 0; /* of the directive that have been written */
    int dropped = 0;
    for (const char *at = policy; *at;) {
        size_t len = strcspn(at, " ;");
        if (mlg_same(at, len, placeholder) && !nonce) {
            dropped = 1;
        } else if (len) {
            if (words++)
                mlg_out_byte(&o, ' ');
            if (mlg_same(at, len, placeholder))
                nonce_write(&o, nonce);
            else
                mlg_out_add(&o, at, len);
        }
        at += len;
        if (*at == ' ') {
            at++;
        } else {
            if (dropped && words == 1)
                mlg_out_text(&o, " 'none'");
            words = dropped = 0;
            if (*at)
                mlg_out_byte(&o, *at++);
        }
    }
    return mlg_out_end(&o);
}
