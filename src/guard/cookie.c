#include "guard_p.h"

#include <string.h>

/* cookie-octet of RFC 6265. */
static int is_cookie_byte(char byte)
{
    unsigned char u = (unsigned char)byte;
    return u == 0x21 || (u >= 0x23 && u <= 0x2b) || (u >= 0x2d && u <= 0x3a) ||
           (u >= 0x3c && u <= 0x5b) || (u >= 0x5d && u <= 0x7e);
}

static int is_attribute(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < 0x20 || (unsigned char)*text >= 0x7f || *text == ';')
            return 0;
    return 1;
}

static int starts(const char *name, const char *prefix)
{
    size_t len = strlen(prefix);
    return strlen(name) >= len && mlg_same(name, len, prefix);
}

/* What browsers would refuse, or what a prefix promises and this is not. */
static int is_consistent(const mlg_cookie *cookie, const char *path)
{
    int host = starts(cookie->name, "__Host-");
    if (cookie->insecure && (cookie->same_site == MLG_SAMESITE_NONE || cookie->partitioned ||
                             host || starts(cookie->name, "__Secure-")))
        return 0;
    return !host || (!cookie->domain && strcmp(path, "/") == 0);
}

int mlg_cookie_write(const mlg_cookie *cookie, char *out, size_t size)
{
    if (!cookie || !cookie->name || !cookie->value || cookie->same_site < MLG_SAMESITE_LAX ||
        cookie->same_site > MLG_SAMESITE_NONE)
        return MLG_ERR_ARGUMENT;
    const char *path = cookie->path ? cookie->path : "/";
    size_t value_len = strlen(cookie->value);
    if (!mlg_is_token(cookie->name, strlen(cookie->name)) || path[0] != '/' || !is_attribute(path))
        return MLG_ERR_VALUE;
    if (cookie->domain && (!cookie->domain[0] || !is_attribute(cookie->domain)))
        return MLG_ERR_VALUE;
    if (!cookie->encode)
        for (size_t i = 0; i < value_len; i++)
            if (!is_cookie_byte(cookie->value[i]))
                return MLG_ERR_VALUE;
    if (!is_consistent(cookie, path))
        return MLG_ERR_CONFLICT;
    static const char *const sites[] = {"Lax", "Strict", "None"};
    mlg_out o;
    mlg_out_init(&o, out, size);
    mlg_out_text(&o, cookie->name);
    mlg_out_byte(&o, '=');
    if (cookie->encode && !o.error) {
        int len = mlg_escape_url(cookie->value, value_len, o.data + o.len, o.size - o.len);
        if (len < 0)
            o.error = len;
        else
            o.len += (size_t)len;
    } else {
        mlg_out_add(&o, cookie->value, value_len);
    }
    if (cookie->max_age) {
        mlg_out_text(&o, "; Max-Age=");
        mlg_out_number(&o, cookie->max_age < 0 ? 0 : cookie->max_age);
    }
    if (cookie->domain) {
        mlg_out_text(&o, "; Domain=");
        mlg_out_text(&o, cookie->domain);
    }
    mlg_out_text(&o, "; Path=");
    mlg_out_text(&o, path);
    if (!cookie->readable)
        mlg_out_text(&o, "; HttpOnly");
    if (!cookie->insecure)
        mlg_out_text(&o, "; Secure");
    if (cookie->partitioned)
        mlg_out_text(&o, "; Partitioned");
    mlg_out_text(&o, "; SameSite=");
    mlg_out_text(&o, sites[cookie->same_site]);
    return mlg_out_end(&o);
}

int mlg_cookie_find(const char *header, size_t header_len, const char *name, const char **value,
                    size_t *value_len)
{
    if (!header || !name || !value || !value_len)
        return MLG_ERR_ARGUMENT;
    size_t name_len = strlen(name);
    const char *at = header, *end = header + header_len;
    while (at < end) {
        const char *stop = memchr(at, ';', (size_t)(end - at));
        if (!stop)
            stop = end;
        const char *equals = memchr(at, '=', (size_t)(stop - at));
        while (at < stop && (*at == ' ' || *at == '\t'))
            at++;
        const char *from = equals ? equals : stop, *to = stop;
        while (from > at && (from[-1] == ' ' || from[-1] == '\t'))
            from--;
        if (equals && (size_t)(from - at) == name_len && memcmp(at, name, name_len) == 0) {
            from = equals + 1;
            while (from < to && (*from == ' ' || *from == '\t'))
                from++;
            while (to > from && (to[-1] == ' ' || to[-1] == '\t'))
                to--;
            if (to - from >= 2 && *from == '"' && to[-1] == '"') {
                from++;
                to--;
            }
            *value = from;
            *value_len = (size_t)(to - from);
            return MLG_ALLOW;
        }
        at = stop < end ? stop + 1 : end;
    }
    *value = NULL;
    *value_len = 0;
    return MLG_DENY;
}
