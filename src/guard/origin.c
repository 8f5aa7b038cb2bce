#include "origin_p.h"

#include <string.h>

#define ORIGIN_MAX 512
#define ENTRIES_MAX 10000

static int is_host_byte(char byte)
{
    return mlg_is_alpha(byte) || mlg_is_digit(byte) || byte == '-' || byte == '.' || byte == '_';
}

/* The scheme's length when "://" follows, else 0. */
static size_t scheme_of(const char *text, size_t len)
{
    size_t i = 0;
    if (!len || !mlg_is_alpha(text[0]))
        return 0;
    while (i < len && (mlg_is_alpha(text[i]) || mlg_is_digit(text[i]) || text[i] == '+' ||
                       text[i] == '-' || text[i] == '.'))
        i++;
    return len - i > 3 && memcmp(text + i, "://", 3) == 0 ? i : 0;
}

/* Host and port, to the end of the text. With `wild`, `*` may stand in the host and for the port.
 */
static int authority_parse(const char *text, size_t len, int wild, mlg_origin *out)
{
    size_t i = 0;
    if (len && text[0] == '[') {
        i = 1;
        while (i < len && (mlg_is_digit(text[i]) || text[i] == ':' || text[i] == '.' ||
                           (mlg_lower(text[i]) >= 'a' && mlg_lower(text[i]) <= 'f')))
            i++;
        if (i < 4 || i >= len || text[i] != ']')
            return MLG_DENY;
        i++;
    } else {
        while (i < len && (is_host_byte(text[i]) || (wild && text[i] == '*')))
            i++;
        if (!i || text[0] == '.')
            return MLG_DENY;
    }
    out->host = text;
    out->host_len = i;
    out->port = text + i;
    out->port_len = 0;
    if (i == len)
        return MLG_ALLOW;
    if (text[i] != ':')
        return MLG_DENY;
    out->port = text + i + 1;
    out->port_len = len - i - 1;
    if (wild && out->port_len == 1 && out->port[0] == '*')
        return MLG_ALLOW;
    if (!out->port_len || out->port_len > 5)
        return MLG_DENY;
    for (size_t j = 0; j < out->port_len; j++)
        if (!mlg_is_digit(out->port[j]))
            return MLG_DENY;
    return MLG_ALLOW;
}

static int parse(const char *text, size_t len, int wild, mlg_origin *out)
{
    if (!text || len > ORIGIN_MAX)
        return MLG_DENY;
    out->scheme = text;
    out->scheme_len = scheme_of(text, len);
    if (!out->scheme_len)
        return MLG_DENY;
    size_t skip = out->scheme_len + 3;
    return authority_parse(text + skip, len - skip, wild, out);
}

int mlg_origin_parse(const char *text, size_t len, mlg_origin *out)
{
    return parse(text, len, 0, out);
}

/* The port as a number; a scheme's own when none is said, 0 when that is not known. */
static unsigned port_of(const mlg_origin *origin, const char *scheme, size_t scheme_len)
{
    unsigned port = 0;
    if (!origin->port_len)
        return mlg_same(scheme, scheme_len, "https")  ? 443
               : mlg_same(scheme, scheme_len, "http") ? 80
                                                      : 0;
    for (size_t i = 0; i < origin->port_len; i++)
        port = port * 10 + (unsigned)(origin->port[i] - '0');
    return port;
}

static int same_text(const char *a, size_t a_len, const char *b, size_t b_len)
{
    if (a_len != b_len)
        return 0;
    for (size_t i = 0; i < a_len; i++)
        if (mlg_lower(a[i]) != mlg_lower(b[i]))
            return 0;
    return 1;
}

static int is_label_byte(char byte)
{
    return is_host_byte(byte) && byte != '.';
}

/* `*` stands for one or more bytes of one label. Goes back to the last `*` alone, so it ends after
 * at most both lengths multiplied. */
static int host_fits(const char *pattern, size_t pattern_len, const char *host, size_t host_len)
{
    size_t p = 0, h = 0, star = SIZE_MAX, mark = 0;
    while (h < host_len) {
        if (p < pattern_len && pattern[p] == '*' && is_label_byte(host[h])) {
            star = p++;
            mark = ++h;
        } else if (p < pattern_len && pattern[p] != '*' &&
                   mlg_lower(pattern[p]) == mlg_lower(host[h])) {
            p++;
            h++;
        } else if (star != SIZE_MAX && mark < host_len && is_label_byte(host[mark])) {
            p = star + 1;
            h = ++mark;
        } else {
            return 0;
        }
    }
    return p == pattern_len;
}

static int entry_fits(const char *text, const mlg_origin *origin)
{
    mlg_origin entry;
    if (parse(text, strlen(text), 1, &entry) != MLG_ALLOW)
        return 0;
    if (!same_text(entry.scheme, entry.scheme_len, origin->scheme, origin->scheme_len))
        return 0;
    if (!(entry.port_len == 1 && entry.port[0] == '*') &&
        port_of(&entry, entry.scheme, entry.scheme_len) !=
            port_of(origin, origin->scheme, origin->scheme_len))
        return 0;
    if (entry.host_len > 2 && entry.host[0] == '*' && entry.host[1] == '.') {
        /* Any depth: the labels in front are passed over; what they are made of was seen by the
         * parser. */
        for (size_t i = 1; i < origin->host_len; i++)
            if (origin->host[i] == '.' && origin->host[i - 1] != '.' &&
                host_fits(entry.host + 1, entry.host_len - 1, origin->host + i,
                          origin->host_len - i))
                return 1;
        return 0;
    }
    return host_fits(entry.host, entry.host_len, origin->host, origin->host_len);
}

/* An entry must be sayable as an origin; its last label, and any label but by `*` alone, is plain
 * text. */
static int is_entry(const char *text)
{
    mlg_origin entry;
    if (parse(text, strlen(text), 1, &entry) != MLG_ALLOW)
        return 0;
    size_t last = entry.host_len;
    for (size_t i = 0; i < entry.host_len; i++) {
        if (entry.host[i] == '*' && i + 1 < entry.host_len && entry.host[i + 1] == '*')
            return 0;
        if (entry.host[i] == '*')
            last = i;
    }
    return last == entry.host_len || memchr(entry.host + last, '.', entry.host_len - last) != NULL;
}

int mlg_origins_init(mlg_origins *origins, const mlg_env *env, const char *const *entries,
                     size_t count)
{
    memset(origins, 0, sizeof *origins);
    if (count && !entries)
        return MLG_ERR_ARGUMENT;
    if (count > ENTRIES_MAX)
        return MLG_ERR_ARGUMENT;
    origins->entries = count ? mlg_env_alloc(env, count * sizeof *origins->entries) : NULL;
    if (count && !origins->entries)
        return MLG_ERR_MEMORY;
    for (size_t i = 0; i < count; i++) {
        int error = MLG_OK;
        if (!entries[i])
            error = MLG_ERR_ARGUMENT;
        else if (strcmp(entries[i], "*") == 0)
            origins->any = 1;
        else if (!is_entry(entries[i]))
            error = MLG_ERR_VALUE;
        else if (!(origins->entries[origins->count] = mlg_env_dup(env, entries[i])))
            error = MLG_ERR_MEMORY;
        else
            origins->count++;
        if (error) {
            mlg_origins_release(origins, env);
            return error;
        }
    }
    return MLG_OK;
}

void mlg_origins_release(mlg_origins *origins, const mlg_env *env)
{
    for (size_t i = 0; i < origins->count; i++)
        mlg_env_free(env, origins->entries[i]);
    mlg_env_free(env, origins->entries);
    memset(origins, 0, sizeof *origins);
}

int mlg_origins_match(const mlg_origins *origins, const char *text, size_t len)
{
    mlg_origin origin;
    if (mlg_origin_parse(text, len, &origin) != MLG_ALLOW)
        return MLG_DENY;
    if (origins->any)
        return MLG_ALLOW;
    for (size_t i = 0; i < origins->count; i++)
        if (entry_fits(origins->entries[i], &origin))
            return MLG_ALLOW;
    return MLG_DENY;
}

int mlg_origin_is_own(const char *text, size_t len, const mlg_request *request)
{
    mlg_origin origin, host;
    if (!request->host || strlen(request->host) > ORIGIN_MAX ||
        mlg_origin_parse(text, len, &origin) != MLG_ALLOW ||
        authority_parse(request->host, strlen(request->host), 0, &host) != MLG_ALLOW)
        return 0;
    if (request->scheme && !mlg_same(origin.scheme, origin.scheme_len, request->scheme))
        return 0;
    if (!mlg_same(origin.scheme, origin.scheme_len, "https") &&
        !mlg_same(origin.scheme, origin.scheme_len, "http"))
        return 0;
    return same_text(origin.host, origin.host_len, host.host, host.host_len) &&
           port_of(&origin, origin.scheme, origin.scheme_len) ==
               port_of(&host, origin.scheme, origin.scheme_len);
}
