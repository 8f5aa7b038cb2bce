/* CSRF: signed double-submit cookies, as the OWASP cheat sheet wants them (bound to the session),
 * and the source of a request by Fetch Metadata and Origin. */
#include "origin_p.h"

#include <sodium.h>
#include <string.h>

#define SECRETS_MAX 16
#define RANDOM_MAX 256
#define DIGEST_MAX 64
#define DELIMITER_MAX 16

/* The digest of a secret with its padding, made once. */
typedef union mlg_mac {
    crypto_auth_hmacsha256_state sha256;
    crypto_auth_hmacsha512_state sha512;
} mlg_mac;

struct mlg_csrf {
    mlg_env env;
    mlg_mac secrets[SECRETS_MAX]; /* the first one signs */
    size_t secret_count;
    mlg_origins origins;
    int digest;
    unsigned random_bytes;
    char *cookie;
    char token_delimiter[DELIMITER_MAX + 1];
    char message_delimiter[DELIMITER_MAX + 1];
};

void mlg_csrf_options_init(mlg_csrf_options *options)
{
    if (options)
        memset(options, 0, sizeof *options);
}

static void mac_begin(int digest, mlg_mac *mac, const void *secret, size_t len)
{
    if (digest == MLG_DIGEST_SHA512)
        crypto_auth_hmacsha512_init(&mac->sha512, secret, len);
    else
        crypto_auth_hmacsha256_init(&mac->sha256, secret, len);
}

static void mac_add(int digest, mlg_mac *mac, const char *text, size_t len)
{
    if (digest == MLG_DIGEST_SHA512)
        crypto_auth_hmacsha512_update(&mac->sha512, (const unsigned char *)text, len);
    else
        crypto_auth_hmacsha256_update(&mac->sha256, (const unsigned char *)text, len);
}

static size_t mac_end(int digest, mlg_mac *mac, unsigned char *out)
{
    if (digest == MLG_DIGEST_SHA512) {
        crypto_auth_hmacsha512_final(&mac->sha512, out);
        return crypto_auth_hmacsha512_BYTES;
    }
    crypto_auth_hmacsha256_final(&mac->sha256, out);
    return crypto_auth_hmacsha256_BYTES;
}

static int delimiter_take(char *to, const char *given, const char *preset)
{
    const char *text = given ? given : preset;
    size_t len = strlen(text);
    if (!len || len > DELIMITER_MAX || !mlg_is_header_value(text, len))
        return MLG_ERR_VALUE;
    memcpy(to, text, len + 1);
    return MLG_OK;
}

static int options_check(const mlg_csrf_options *options)
{
    if (!options->secret || options->old_secret_count >= SECRETS_MAX ||
        (options->old_secret_count && !options->old_secrets) ||
        options->random_bytes > RANDOM_MAX ||
        (options->digest != MLG_DIGEST_SHA256 && options->digest != MLG_DIGEST_SHA512))
        return MLG_ERR_ARGUMENT;
    if (!options->loose &&
        (options->secret_len < 16 || (options->random_bytes && options->random_bytes < 16)))
        return MLG_ERR_VALUE;
    if (options->cookie && !mlg_is_token(options->cookie, strlen(options->cookie)))
        return MLG_ERR_VALUE;
    for (size_t i = 0; i < options->old_secret_count; i++) {
        if (!options->old_secrets[i])
            return MLG_ERR_ARGUMENT;
        if (!options->loose && strlen(options->old_secrets[i]) < 16)
            return MLG_ERR_VALUE;
    }
    return MLG_OK;
}

int mlg_csrf_new(const mlg_env *env, const mlg_csrf_options *options, mlg_csrf **out)
{
    mlg_env own;
    if (out)
        *out = NULL;
    if (!out || !options)
        return MLG_ERR_ARGUMENT;
    int error = options_check(options);
    if (!error)
        error = mlg_env_init(&own, env);
    if (error)
        return error;
    mlg_csrf *csrf = mlg_env_alloc(&own, sizeof *csrf);
    if (!csrf)
        return MLG_ERR_MEMORY;
    csrf->env = own;
    csrf->digest = options->digest;
    csrf->random_bytes = options->random_bytes ? options->random_bytes : 32;
    error = delimiter_take(csrf->token_delimiter, options->token_delimiter, ".");
    if (!error)
        error = delimiter_take(csrf->message_delimiter, options->message_delimiter, "!");
    if (!error)
        error = mlg_origins_init(&csrf->origins, &own, options->origins, options->origin_count);
    if (!error && csrf->origins.any)
        error = MLG_ERR_CONFLICT;
    csrf->cookie = mlg_env_dup(&own, options->cookie ? options->cookie : "__Host-csrf");
    if (!error && !csrf->cookie)
        error = MLG_ERR_MEMORY;
    if (error) {
        mlg_csrf_free(csrf);
        return error;
    }
    mac_begin(csrf->digest, &csrf->secrets[csrf->secret_count++], options->secret,
              options->secret_len);
    for (size_t i = 0; i < options->old_secret_count; i++)
        mac_begin(csrf->digest, &csrf->secrets[csrf->secret_count++], options->old_secrets[i],
                  strlen(options->old_secrets[i]));
    *out = csrf;
    return MLG_OK;
}

void mlg_csrf_free(mlg_csrf *csrf)
{
    if (!csrf)
        return;
    mlg_env env = csrf->env;
    sodium_memzero(csrf->secrets, sizeof csrf->secrets);
    mlg_origins_release(&csrf->origins, &env);
    mlg_env_free(&env, csrf->cookie);
    mlg_env_free(&env, csrf);
}

/* HMAC of a session and a random text; its length. */
static size_t sign(const mlg_csrf *csrf, size_t secret, const char *session, size_t session_len,
                   const char *random, size_t random_len, unsigned char *digest)
{
    char number[24];
    mlg_mac mac = csrf->secrets[secret];
    mlg_out out;
    size_t between = strlen(csrf->message_delimiter);
    mlg_out_init(&out, number, sizeof number);
    mlg_out_number(&out, (int64_t)session_len);
    mac_add(csrf->digest, &mac, number, (size_t)mlg_out_end(&out));
    mac_add(csrf->digest, &mac, csrf->message_delimiter, between);
    mac_add(csrf->digest, &mac, session, session_len);
    mac_add(csrf->digest, &mac, csrf->message_delimiter, between);
    mlg_out_init(&out, number, sizeof number);
    mlg_out_number(&out, (int64_t)random_len);
    mac_add(csrf->digest, &mac, number, (size_t)mlg_out_end(&out));
    mac_add(csrf->digest, &mac, csrf->message_delimiter, between);
    mac_add(csrf->digest, &mac, random, random_len);
    size_t len = mac_end(csrf->digest, &mac, digest);
    sodium_memzero(&mac, sizeof mac);
    return len;
}

int mlg_csrf_issue(const mlg_csrf *csrf, const char *session, size_t session_len, char *out,
                   size_t size)
{
    if (!csrf || (!session && session_len) || session_len > MLG_TEXT_MAX)
        return MLG_ERR_ARGUMENT;
    unsigned char bytes[RANDOM_MAX], digest[DIGEST_MAX];
    char random[2 * RANDOM_MAX + 1], hex[2 * DIGEST_MAX + 1];
    randombytes_buf(bytes, csrf->random_bytes);
    sodium_bin2hex(random, sizeof random, bytes, csrf->random_bytes);
    size_t random_len = 2 * (size_t)csrf->random_bytes;
    size_t len = sign(csrf, 0, session, session_len, random, random_len, digest);
    sodium_bin2hex(hex, sizeof hex, digest, len);
    mlg_out o;
    mlg_out_init(&o, out, size);
    mlg_out_add(&o, hex, 2 * len);
    mlg_out_text(&o, csrf->token_delimiter);
    mlg_out_add(&o, random, random_len);
    return mlg_out_end(&o);
}

int mlg_csrf_cookie(const mlg_csrf *csrf, const char *token, char *out, size_t size)
{
    if (!csrf || !token)
        return MLG_ERR_ARGUMENT;
    mlg_cookie cookie = {0};
    cookie.name = csrf->cookie;
    cookie.value = token;
    cookie.same_site = MLG_SAMESITE_STRICT;
    return mlg_cookie_write(&cookie, out, size);
}

/* Where the token is divided: the first delimiter, which no hexadecimal text contains. */
static const char *divide(const char *token, size_t len, const char *delimiter,
                          size_t delimiter_len)
{
    for (size_t i = 0; i + delimiter_len <= len; i++)
        if (memcmp(token + i, delimiter, delimiter_len) == 0)
            return token + i;
    return NULL;
}

/* Lower-case hexadecimal, as it was issued, and nothing else. The bytes are the client's own: no
 * secret is in the time this takes. */
static int hex_read(const char *hex, size_t len, unsigned char *out, size_t size)
{
    if (len % 2 || len / 2 > size)
        return 0;
    for (size_t i = 0; i < len; i++) {
        unsigned digit = (unsigned char)hex[i];
        if (digit >= '0' && digit <= '9')
            digit -= '0';
        else if (digit >= 'a' && digit <= 'f')
            digit -= 'a' - 10;
        else
            return 0;
        out[i / 2] = (unsigned char)(i % 2 ? (unsigned)out[i / 2] << 4 | digit : digit);
    }
    return 1;
}

int mlg_csrf_verify(const mlg_csrf *csrf, const char *session, size_t session_len,
                    const char *token, size_t token_len)
{
    if (!csrf || (!session && session_len) || session_len > MLG_TEXT_MAX)
        return MLG_ERR_ARGUMENT;
    if (!token || token_len >= MLG_CSRF_TOKEN_SIZE)
        return MLG_DENY;
    size_t delimiter_len = strlen(csrf->token_delimiter);
    const char *middle = divide(token, token_len, csrf->token_delimiter, delimiter_len);
    if (!middle)
        return MLG_DENY;
    size_t mac_len = (size_t)(middle - token), random_len = token_len - mac_len - delimiter_len;
    if (!random_len)
        return MLG_DENY;
    unsigned char sent[DIGEST_MAX], digest[DIGEST_MAX];
    if (!hex_read(token, mac_len, sent, sizeof sent))
        return MLG_DENY;
    int fits = 0;
    for (size_t i = 0; i < csrf->secret_count; i++) {
        size_t len =
            sign(csrf, i, session, session_len, middle + delimiter_len, random_len, digest);
        fits |= mlg_equal(digest, len, sent, mac_len / 2);
    }
    return fits ? MLG_ALLOW : MLG_DENY;
}

int mlg_csrf_match(const mlg_csrf *csrf, const char *session, size_t session_len,
                   const char *cookie, size_t cookie_len, const char *sent, size_t sent_len)
{
    if (!csrf || (!session && session_len))
        return MLG_ERR_ARGUMENT;
    if (!cookie_len || !mlg_equal(cookie, cookie_len, sent, sent_len))
        return MLG_DENY;
    return mlg_csrf_verify(csrf, session, session_len, cookie, cookie_len);
}

static int is_safe(const char *method)
{
    return method && (strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0 ||
                      strcmp(method, "OPTIONS") == 0);
}

static int origin_is_known(const mlg_csrf *csrf, const char *origin, size_t len,
                           const mlg_request *request)
{
    return mlg_origin_is_own(origin, len, request) ||
           mlg_origins_match(&csrf->origins, origin, len) == MLG_ALLOW;
}

int mlg_csrf_check_source(const mlg_csrf *csrf, const mlg_request *request)
{
    if (!csrf || !request)
        return MLG_ERR_ARGUMENT;
    if (is_safe(request->method))
        return MLG_ALLOW;
    if (request->sec_fetch_site && (strcmp(request->sec_fetch_site, "same-origin") == 0 ||
                                    strcmp(request->sec_fetch_site, "none") == 0))
        return MLG_ALLOW;
    if (request->origin)
        return origin_is_known(csrf, request->origin, strlen(request->origin), request) ? MLG_ALLOW
                                                                                        : MLG_DENY;
    if (request->referer) {
        /* The origin is what stands before the path. */
        const char *host = strstr(request->referer, "://");
        size_t len = host ? (size_t)(host - request->referer) + 3 : 0;
        len += strcspn(request->referer + len, "/?#");
        return origin_is_known(csrf, request->referer, len, request) ? MLG_ALLOW : MLG_DENY;
    }
    return request->sec_fetch_site ? MLG_DENY : MLG_ALLOW;
}

int mlg_csrf_check(const mlg_csrf *csrf, const mlg_request *request)
{
    if (!csrf || !request)
        return MLG_ERR_ARGUMENT;
    if (is_safe(request->method))
        return MLG_ALLOW;
    int source = mlg_csrf_check_source(csrf, request);
    if (source != MLG_ALLOW)
        return source;
    const char *cookie = NULL, *session = request->session ? request->session : "";
    size_t cookie_len = 0;
    if (!request->cookie || !request->csrf_token ||
        mlg_cookie_find(request->cookie, strlen(request->cookie), csrf->cookie, &cookie,
                        &cookie_len) != MLG_ALLOW)
        return MLG_DENY;
    return mlg_csrf_match(csrf, session, strlen(session), cookie, cookie_len, request->csrf_token,
                          strlen(request->csrf_token));
}
