/*
 * libmerlon_guard: what the linter asks for, at run time. Security headers, CORS, rate limits, CSRF
 * tokens, safe error answers, and the small tools around them.
 *
 * The whole library in one place is a policy:
 *
 *     mlg_policy_options options;
 *     mlg_policy_options_init(&options);
 *     options.csrf.secret = secret;                    // at least 32 bytes, from outside the code
 *     options.csrf.secret_len = secret_len;
 *     options.limit.path = "/run/shop/limit";          // one file for all processes
 *     mlg_policy *policy;
 *     if (mlg_policy_new(NULL, &options, &policy) < 0) ...
 *
 *     mlg_verdict v;                                   // in each request
 *     if (mlg_policy_check(policy, &request, set_header, response, &v) != MLG_ALLOW)
 *         return send(response, v.status, v.content_type, v.body, v.body_len);
 *
 * and each part can be used alone.
 *
 * What holds everywhere
 *
 * - Nothing here ends the process, prints, or keeps a reference to what it was given (unless the
 *   text below says so). SIGPIPE from a store's socket does not reach the process.
 *
 * - A function that decides returns MLG_ALLOW (1), MLG_DENY (0) or a negative error: compare with
 *   MLG_ALLOW, so that an error does not let anybody through. A function that writes text returns
 *   its length without the NUL at its end, or a negative error. All others return MLG_OK (0) or a
 *   negative error.
 *
 * - Objects are made by `new` and ended by `free` (NULL is nothing). After `new` they do not
 *   change: any number of threads may use one at once. Where an object may still be changed, that
 *   is said.
 *
 * - Texts are bytes with a NUL at their end, or bytes and a length. An absent text is NULL.
 *
 * - Cryptography is libsodium's, the Redis client hiredis. TLS to Redis is not supported: use a
 *   Unix socket, or a network of your own.
 *
 * - After a fork objects stay valid in the child; connections to Redis are opened anew there. Do
 *   not fork while another thread is inside a call for Redis.
 */
#ifndef MERLON_GUARD_H
#define MERLON_GUARD_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define MLG_VERSION "0.1.0"

/* The library is built with its names hidden, but for those of this header. */
#if defined(__GNUC__)
#pragma GCC visibility push(default)
#endif

/* ---- results ------------------------------------------------------------------------------ */

enum {
    MLG_OK = 0,
    MLG_DENY = 0,
    MLG_ALLOW = 1,

    MLG_ERR_ARGUMENT = -1, /* a pointer or a number that no call may have */
    MLG_ERR_VALUE = -2,    /* a text that its place does not allow: a line break in a header, ... */
    MLG_ERR_SPACE = -3,    /* the caller's buffer is too small; it holds an empty text */
    MLG_ERR_MEMORY = -4,
    MLG_ERR_FILE = -5,      /* the table's file cannot be opened, made or mapped: errno says why */
    MLG_ERR_OWNER = -6,     /* the table's file is another user's, or others may read or write it */
    MLG_ERR_FORMAT = -7,    /* the table's file is none, or of another version */
    MLG_ERR_MISMATCH = -8,  /* it was made for another algorithm, window or capacity */
    MLG_ERR_STORE = -9,     /* Redis cannot be reached in time, or answered with an error */
    MLG_ERR_CRYPTO = -10,   /* libsodium cannot be started */
    MLG_ERR_CONFLICT = -11, /* options that exclude one another: credentials beside `*`, ... */
    MLG_ERR_UNSUPPORTED = -12 /* not on this machine, or not with this store */
};

/* What an error number says, in English; never NULL. */
const char *mlg_error_text(int error);

/* The version of the library that is linked, as MLG_VERSION is that of this header. */
const char *mlg_version(void);

/* ---- surroundings ------------------------------------------------------------------------- */

/* What a guard tells the log. All texts are borrowed for the time of the call. */
typedef struct mlg_event {
    int outcome;         /* one of the MLG_EVENT_ values */
    const char *control; /* id of the control (rules/controls.yaml): "rate-limit", "csrf", ... */
    const char *rule;    /* id of the linter's rule that asks for it; NULL where there is none */
    const char *reason;  /* a short fixed text: "foreign origin" */
    const char *id;      /* error id (safe-errors), else NULL */
    const char *detail;  /* the error's full text, not for the client; not NUL-terminated */
    size_t detail_len;
    const char *client; /* the request's client, path and method, or NULL */
    const char *method;
    const char *path;
} mlg_event;

enum {
    MLG_EVENT_BLOCKED = 1,     /* the request was refused */
    MLG_EVENT_WOULD_BLOCK = 2, /* it would have been, without report-only */
    MLG_EVENT_ERROR = 3,       /* an error was answered */
    MLG_EVENT_DEGRADED = 4     /* the store could not be asked; the configured answer was given */
};

typedef void mlg_log_fn(void *arg, const mlg_event *event);

/* Microseconds since 1970-01-01 UTC. May step back a little; must be the same clock in all
 * processes that share a table. */
typedef int64_t mlg_clock_fn(void *arg);

typedef void *mlg_alloc_fn(void *arg, size_t size);
typedef void mlg_free_fn(void *arg, void *memory);

/* Whose rule ids events carry. */
enum { MLG_RULES_C = 0, MLG_RULES_NODE = 1 };

/* What an object takes from its surroundings; copied by `new`. A zero field (or NULL for the whole)
 * means the system's real-time clock, malloc and free, no log. `alloc` and `free` come together or
 * not at all. */
typedef struct mlg_env {
    mlg_clock_fn *clock;
    void *clock_arg;
    mlg_alloc_fn *alloc;
    mlg_free_fn *free;
    void *alloc_arg;
    mlg_log_fn *log; /* called from the thread that asked; must not call back into the object */
    void *log_arg;
    int rules; /* MLG_RULES_C or MLG_RULES_NODE */
} mlg_env;

/* How a guard hands over a response header. Name and value are borrowed; the value has no line
 * break. When `append` is not 0, the value is to be added to what the response already has (Vary).
 */
typedef void mlg_header_fn(void *arg, const char *name, const char *value, int append);

/* ---- small tools -------------------------------------------------------------------------- */

/* Room for the longest result of escaping `n` bytes, NUL included. */
#define MLG_ESCAPE_HTML_SIZE(n) ((size_t)(n)*6 + 1)
#define MLG_ESCAPE_URL_SIZE(n) ((size_t)(n)*3 + 1)

/* Escapes for the text between tags: & < > " ' become entities, control characters but tab, line
 * feed and return become U+FFFD. Bytes beyond ASCII are kept. */
int mlg_escape_html(const char *text, size_t len, char *out, size_t size);

/* Escapes for an attribute's value, quoted or not: every ASCII byte but letters, digits and `-._`
 * becomes a numeric entity. */
int mlg_escape_attribute(const char *text, size_t len, char *out, size_t size);

/* Escapes one component of a URL: every byte but letters, digits and `-._~` becomes %XX (RFC 3986).
 */
int mlg_escape_url(const char *text, size_t len, char *out, size_t size);

/* 1 when both are equal, else 0; the time depends on the lengths alone. */
int mlg_equal(const void *a, size_t a_len, const void *b, size_t b_len);

/* Random bytes of the system, as base64url without padding: (4 * bytes + 2) / 3 characters. `bytes`
 * from 16 to 1024. */
int mlg_random_token(size_t bytes, char *out, size_t size);
#define MLG_TOKEN_SIZE(bytes) (((size_t)(bytes)*4 + 2) / 3 + 1)

/* Whether this is a token of RFC 9110 (header names, methods, cookie names), and whether it can be
 * a header's value (no control characters but tab). 1 or 0. */
int mlg_is_token(const char *text, size_t len);
int mlg_is_header_value(const char *text, size_t len);

/* The key of a client by its address: IPv4 (also when mapped into IPv6) as it is, IPv6 as its
 * network, "2001:db8:12::/56". `prefix` is 1 to 128; 0 means 56, which is what a provider gives a
 * household. What is no address is MLG_ERR_VALUE. `out` needs MLG_ADDRESS_SIZE. */
#define MLG_ADDRESS_SIZE 52
int mlg_address_key(const char *address, unsigned prefix, char *out, size_t size);

/* ---- cookies ------------------------------------------------------------------------------ */

enum { MLG_SAMESITE_LAX = 0, MLG_SAMESITE_STRICT = 1, MLG_SAMESITE_NONE = 2 };

/* A cookie; all zero but name and value is the safe one: Path=/, HttpOnly, Secure, SameSite=Lax,
 * for the session. */
typedef struct mlg_cookie {
    const char *name;
    const char *value;  /* characters of RFC 6265; anything else is MLG_ERR_VALUE (see encode) */
    const char *path;   /* NULL: "/" */
    const char *domain; /* NULL: this host alone */
    int64_t max_age;    /* seconds; 0: until the browser ends; below 0: delete it */
    int same_site;
    int readable;    /* 1: without HttpOnly, for scripts to read */
    int insecure;    /* 1: without Secure. Refused beside SameSite=None and the name prefixes */
    int partitioned; /* 1: Partitioned */
    int encode;      /* 1: write the value with mlg_escape_url */
} mlg_cookie;

/* Writes the value of Set-Cookie. The prefixes __Host- and __Secure- are held to what they promise:
 * MLG_ERR_CONFLICT. */
int mlg_cookie_write(const mlg_cookie *cookie, char *out, size_t size);

/* Finds a cookie in a Cookie header; the first of its name, as browsers sort the most specific
 * first. The value points into the header, without quotes. MLG_ALLOW when it is there, MLG_DENY
 * when it is not. */
int mlg_cookie_find(const char *header, size_t header_len, const char *name, const char **value,
                    size_t *value_len);

/* ---- security headers (control security-headers) ------------------------------------------ */

/* A Content-Security-Policy in the making. The source `{nonce}` stands for 'nonce-…' of the
 * request. May be changed by one thread until it is handed over. */
typedef struct mlg_csp mlg_csp;

/* Starts with the default policy, or empty. The default: default-src 'self'; base-uri 'self';
 * font-src 'self' https: data:; form-action 'self'; frame-ancestors 'self'; img-src 'self' data:;
 * object-src 'none'; script-src 'self'; script-src-attr 'none'; style-src 'self' https:
 * 'unsafe-inline'; upgrade-insecure-requests. */
int mlg_csp_new(const mlg_env *env, int with_defaults, mlg_csp **out);
void mlg_csp_free(mlg_csp *csp);

/* Sets a directive (lower case or camelCase name) to its sources, divided by spaces; "" is a
 * directive without value, NULL takes it out. A directive keeps its place when it is set again.
 * MLG_ERR_VALUE: a name that is none, a `;`, `,` or a character that no source may have, a keyword
 * that lacks its quotes (self, none, unsafe-inline, nonce-…, sha256-…). */
int mlg_csp_set(mlg_csp *csp, const char *directive, const char *sources);

/* The same checks without a policy: MLG_OK, or MLG_ERR_VALUE. */
int mlg_csp_check_name(const char *directive);
int mlg_csp_check_source(const char *source);

/* Writes the policy: "default-src 'self';base-uri 'self'". `nonce` (base64 characters) takes the
 * place of
 * `{nonce}`; when it is NULL, `{nonce}` is written as it is. MLG_ERR_CONFLICT when it has no
 * directive. */
int mlg_csp_write(const mlg_csp *csp, const char *nonce, char *out, size_t size);

/* The value of a well-known security header from its words, held to what the header allows;
 * MLG_ERR_VALUE otherwise, and for headers that are not known here. Known, with what their words
 * are: Cross-Origin-Embedder- Policy, Cross-Origin-Opener-Policy, Cross-Origin-Resource-Policy,
 * Referrer-Policy (one or several), Strict-Transport-Security ("max-age=N", "includeSubDomains",
 * "preload"), Origin-Agent-Cluster ("?1"), X-Content-Type-Options, X-DNS-Prefetch-Control,
 * X-Download-Options, X-Frame-Options, X-Permitted-Cross-Domain-Policies, X-XSS-Protection ("0").
 * Without words: the default. */
int mlg_header_compose(const char *name, const char *const *words, size_t count, char *out,
                       size_t size);

/* A set of headers, composed once and applied to each response. May be changed by one thread until
 * it is first applied. */
typedef struct mlg_headers mlg_headers;

/* Starts with the safe set: the default policy and, of the list above, all but
 * Cross-Origin-Embedder-Policy. */
int mlg_headers_new(const mlg_env *env, mlg_headers **out);
void mlg_headers_free(mlg_headers *headers);

/* Sets a header, known or not, to a value; NULL takes it out. Names are compared without case. */
int mlg_headers_set(mlg_headers *headers, const char *name, const char *value);

/* Takes a copy of the policy: enforced, or (report_only) beside the enforced one. NULL takes it
 * out. */
int mlg_headers_set_csp(mlg_headers *headers, const mlg_csp *csp, int report_only);

/* Header `index`; the value has `{nonce}` where a nonce goes. MLG_DENY beyond the last. Borrowed.
 */
int mlg_headers_get(const mlg_headers *headers, size_t index, const char **name,
                    const char **value);

/* 1 when some header takes a nonce. */
int mlg_headers_need_nonce(const mlg_headers *headers);

/* Hands every header to `set`. Without a nonce (NULL) `{nonce}` becomes 'none' where it stands
 * alone, else goes. Make nonces with mlg_random_token(16, …), a new one for each response. */
int mlg_headers_apply(const mlg_headers *headers, const char *nonce, mlg_header_fn *set, void *arg);

/* ---- requests ----------------------------------------------------------------------------- */

/* What the guards want to know of a request. Absent headers are NULL. */
typedef struct mlg_request {
    const char *method; /* "GET"; compared with case */
    const char *path;
    const char *
        scheme; /* "https" or "http": the one the browser used; NULL: both are taken as one's own */
    const char *host; /* Host header */
    const char *origin;
    const char *referer;
    const char *sec_fetch_site;
    const char *accept;
    const char *cookie;                        /* whole Cookie header */
    const char *access_control_request_method; /* Access-Control-Request-… */
    const char *access_control_request_headers;
    const char *csrf_token; /* what came in the header or the form */
    const char *session;    /* id of the session, from the server's own records; NULL: none yet */
    const char *client;  /* address of the client: the socket's, or what a proxy you trust says */
    const char *account; /* name that is tried at a login, for a second count; NULL elsewhere */
} mlg_request;

/* ---- CORS (control cors-allow-list) ------------------------------------------------------- */

// Who may read answers from another origin. An entry of `origins` is one of
//   https://app.example.org        exactly this
//   https://*.example.org          any name below it, at any depth
//   https://pr-*.example.org       `*` within a label: letters, digits and `-`, at least one
//   https://app.example.org:*      any port
//   *                              everybody; never with credentials (MLG_ERR_CONFLICT)
// `null` is no entry: sandboxed pages of anybody send it.
typedef struct mlg_cors_options {
    const char *const *origins;
    size_t origin_count;
    int credentials;
    const char *methods;         /* NULL: "GET,HEAD,PUT,PATCH,POST,DELETE" */
    const char *allowed_headers; /* NULL: what the preflight asks for */
    const char *exposed_headers; /* NULL: none */
    int64_t max_age;             /* seconds a preflight is remembered; below 0: not said */
    int preflight_status;        /* 0: 204 */
    /* For drop-ins of packages that do so; leave them 0 or NULL elsewhere. */
    const char *fixed_origin; /* said to everybody, whatever the request's origin is */
    int reflect_any;          /* every origin is sent back */
    int loose;                /* credentials are said even beside `*` (browsers refuse the pair) */
} mlg_cors_options;

typedef struct mlg_cors mlg_cors;

/* max_age 600, nobody allowed. */
void mlg_cors_options_init(mlg_cors_options *options);
int mlg_cors_new(const mlg_env *env, const mlg_cors_options *options, mlg_cors **out);
void mlg_cors_free(mlg_cors *cors);

/* Whether an origin is on the list. Text that is no serialised origin (RFC 6454: scheme, host,
 * port, nothing else) is not. */
int mlg_cors_match(const mlg_cors *cors, const char *origin, size_t len);

/* Who says whether the origin may: the list, or the caller (a function or an expression of the
 * application). */
enum { MLG_ORIGIN_ASK = 0, MLG_ORIGIN_GRANTED = 1, MLG_ORIGIN_REFUSED = 2 };

enum {
    MLG_CORS_OWN = 0,       /* no Origin, or the server's own: go on */
    MLG_CORS_GRANTED = 1,   /* another origin that may: go on */
    MLG_CORS_PREFLIGHT = 2, /* a preflight, granted: answer with preflight_status and no body */
    /* A foreign origin, to which nothing was said: answer 403. Or go on: the browser will keep the
     * answer from the page, but the request reaches the handler. */
    MLG_CORS_REFUSED = 3,
    MLG_CORS_PREFLIGHT_REFUSED = 4 /* answer 403 or preflight_status, without headers */
};

/* Hands over the headers and returns one of the MLG_CORS_ values, or a negative error. A preflight
 * is an OPTIONS with Access-Control-Request-Method. Reads method, scheme, host, origin and the
 * access_control_ fields. */
int mlg_cors_apply(const mlg_cors *cors, const mlg_request *request, int verdict,
                   mlg_header_fn *set, void *arg);

/* ---- rate limits (control rate-limit) ----------------------------------------------------- */

enum {
    /* Counts in windows cut by the clock and weighs the one before by the part of it that the
     * sliding window still covers. Refused hits are not counted. */
    MLG_LIMIT_SLIDING = 0,
    /* Generic cell rate algorithm: `limit` in a burst, then one each window / limit. */
    MLG_LIMIT_GCRA = 1,
    /* A window begins with the first hit of a key; every hit is counted, refused ones too, up to
     * 4194303. For drop-ins. */
    MLG_LIMIT_FIXED = 2
};

enum { MLG_FAIL_CLOSED = 0, MLG_FAIL_OPEN = 1 };

/* Redis, instead of a table. Give a host or a socket's path. */
typedef struct mlg_redis_options {
    const char *host; /* NULL: no Redis */
    int port;         /* 0: 6379 */
    const char *socket_path;
    const char *user; /* NULL: AUTH with the password alone */
    const char *password;
    int database;
    const char *prefix;  /* of the keys; NULL: "mlg:" */
    unsigned timeout_ms; /* for one decision, connecting included; 0: 50 */
    unsigned retry_ms;   /* after a failure Redis is not asked for so long; 0: 1000 */
    int fail;            /* MLG_FAIL_CLOSED or MLG_FAIL_OPEN */
    unsigned lease; /* hits fetched at once and spent in this process; 0 or 1: each is asked for.
                     * Never more than the limit in all; up to lease - 1 of a process may go unspent
                     * in a window */
    unsigned connections; /* at most; 0: 4. More threads wait within timeout_ms */
} mlg_redis_options;

/* A limit of `limit` hits a window for each key.
 *
 * The table is a file that all processes map (mode 0600, same user; best below /run or /dev/shm),
 * or, without a path, memory that forked children share. It holds keyed hashes (SipHash-2-4 with a
 * key made with the table), not keys, 40 bytes for each of `capacity`. Counting is lock-free: no
 * process waits for another, whether that one is stopped or killed; what it had counted stays. A
 * key has 16 places. When all are taken, the place is given away that is expired, else the one with
 * the fewest hits (GCRA: the least debt), so that inventing many keys does not wash out those that
 * are near the limit.
 *
 * The file has a header with a version; one of another version, algorithm, window or capacity is
 * refused, or with `replace` set aside for a new one, while processes that have the old one mapped
 * keep it. */
typedef struct mlg_limit_options {
    int algorithm;
    uint64_t limit;       /* 1 to 4000000; GCRA: window_us * 16 at most; FIXED: any, also 0 */
    int64_t window_us;    /* 1000 (a millisecond) to 8e12 (90 days) */
    const char *name;     /* one key counts apart in limits of other names; NULL: "" */
    const char *path;     /* of the table's file; NULL: memory */
    size_t capacity;      /* keys; 0: 100000 */
    int replace;          /* 1: a file that does not fit is replaced */
    unsigned ipv6_prefix; /* for mlg_limit_hit_address; 0: 56 */
    mlg_redis_options redis;
} mlg_limit_options;

typedef struct mlg_limit_state {
    int allowed;
    int degraded;       /* 1: the store could not be asked, `allowed` is the configured answer */
    uint64_t limit;     /* what the options say */
    uint64_t hits;      /* in the window, this one included when it was counted */
    uint64_t remaining; /* hits that would still be allowed now */
    int64_t reset_us;   /* until a fresh window or an empty bucket */
    int64_t retry_us;   /* until a hit can be allowed again; 0 when it can be now */
} mlg_limit_state;

typedef struct mlg_limit mlg_limit;

/* Sliding, 100 hits a minute, in memory. */
void mlg_limit_options_init(mlg_limit_options *options);
int mlg_limit_new(const mlg_env *env, const mlg_limit_options *options, mlg_limit **out);
void mlg_limit_free(mlg_limit *limit);

/* Counts `cost` hits (at least 1) of a key: all of them, or none when they do not fit (FIXED counts
 * always). `state` may be NULL. With Redis this takes timeout_ms at most. */
int mlg_limit_hit(mlg_limit *limit, const char *key, size_t len, uint32_t cost,
                  mlg_limit_state *state);

/* The same at a time the caller gives; not with Redis (MLG_ERR_UNSUPPORTED), which has its own
 * clock. */
int mlg_limit_hit_at(mlg_limit *limit, const char *key, size_t len, uint32_t cost, int64_t now_us,
                     mlg_limit_state *state);

/* The same for the address of a client (mlg_address_key). What is no address is counted as the text
 * it is. */
int mlg_limit_hit_address(mlg_limit *limit, const char *address, uint32_t cost,
                          mlg_limit_state *state);

/* What a hit would be told, without counting it; MLG_ERR_UNSUPPORTED with Redis. `hits` is 0 for a
 * key that is not there. */
int mlg_limit_peek_at(mlg_limit *limit, const char *key, size_t len, int64_t now_us,
                      mlg_limit_state *state);

/* Takes back `cost` hits of the running window (not below none); for requests that shall not count
 * after all. */
int mlg_limit_undo_at(mlg_limit *limit, const char *key, size_t len, uint32_t cost, int64_t now_us);

/* Forgets a key; forgets all. Hits that other processes count at the same time may stay. */
int mlg_limit_forget(mlg_limit *limit, const char *key, size_t len);
int mlg_limit_clear(mlg_limit *limit);

typedef struct mlg_limit_usage {
    size_t capacity;  /* keys asked for */
    size_t places;    /* in the table */
    size_t taken;     /* places with a key, expired ones among them */
    size_t bytes;     /* of the table */
    uint64_t evicted; /* keys that had hits left to remember and were given up, since the table was
                         made */
} mlg_limit_usage;

/* Walks the whole table; MLG_ERR_UNSUPPORTED with Redis. */
int mlg_limit_usage_get(const mlg_limit *limit, mlg_limit_usage *usage);

/* RateLimit headers (draft-ietf-httpapi-ratelimit-headers-07: RateLimit, RateLimit-Policy) and,
 * when it was refused, Retry-After. */
int mlg_limit_apply(const mlg_limit *limit, const mlg_limit_state *state, mlg_header_fn *set,
                    void *arg);

/* For a Redis client that is not hiredis: the Lua script of an algorithm. KEYS[1] is the key; ARGV
 * is limit, window in microseconds, cost, lease (1 without). It answers {allowed, hits, remaining,
 * reset_us, retry_us, granted} as integers and uses the clock of Redis. `sha1`, when not NULL, is
 * given its name for EVALSHA (hexadecimal). */
const char *mlg_redis_script(int algorithm, const char **sha1);

/* ---- CSRF (control csrf) ------------------------------------------------------------------ */

enum { MLG_DIGEST_SHA256 = 0, MLG_DIGEST_SHA512 = 1 };

/* Double-submit tokens that are bound to a session: hex(HMAC(secret, "len!session!len!random")) "."
 * hex(random). */
typedef struct mlg_csrf_options {
    const char *secret; /* at least 16 bytes, 32 are better */
    size_t secret_len;
    const char *const *old_secrets; /* still accepted, NUL-terminated: for changing the secret */
    size_t old_secret_count;
    int digest;
    unsigned random_bytes;         /* 16 to 256; 0: 32 */
    const char *cookie;            /* its name; NULL: "__Host-csrf" */
    const char *token_delimiter;   /* NULL: "." */
    const char *message_delimiter; /* NULL: "!" */
    const char *const *origins; /* besides the server's own; as in mlg_cors_options, without `*` */
    size_t origin_count;
    int loose; /* a secret of any length, random_bytes of any number up to 256; for drop-ins */
} mlg_csrf_options;

typedef struct mlg_csrf mlg_csrf;

#define MLG_CSRF_TOKEN_SIZE 1024 /* holds every token */

void mlg_csrf_options_init(mlg_csrf_options *options);
int mlg_csrf_new(const mlg_env *env, const mlg_csrf_options *options, mlg_csrf **out);
void mlg_csrf_free(mlg_csrf *csrf);

/* Writes a new token. Send it as the cookie and, in the page, where the client finds it to send it
 * back. */
int mlg_csrf_issue(const mlg_csrf *csrf, const char *session, size_t session_len, char *out,
                   size_t size);

/* The cookie to set for a token: HttpOnly, Secure, SameSite=Strict. */
int mlg_csrf_cookie(const mlg_csrf *csrf, const char *token, char *out, size_t size);

/* Whether a token was issued here for this session. */
int mlg_csrf_verify(const mlg_csrf *csrf, const char *session, size_t session_len,
                    const char *token, size_t token_len);

/* The whole comparison: what was sent equals the cookie and was issued for this session. NULL is no
 * token. */
int mlg_csrf_match(const mlg_csrf *csrf, const char *session, size_t session_len,
                   const char *cookie, size_t cookie_len, const char *sent, size_t sent_len);

/* Whether a request comes from one's own pages: Sec-Fetch-Site says same-origin or none, else
 * Origin (else Referer) is the server's own or on the list. GET, HEAD and OPTIONS are not asked.
 * Without any of the three headers it is allowed: no browser of today sends a form without, and the
 * token remains. */
int mlg_csrf_check_source(const mlg_csrf *csrf, const mlg_request *request);

/* All of it: the source, the cookie in the Cookie header, csrf_token and session of the request. */
int mlg_csrf_check(const mlg_csrf *csrf, const mlg_request *request);

/* ---- safe errors (control safe-errors) ---------------------------------------------------- */

/* An answer that tells the client a number to quote and nothing else. */
typedef struct mlg_answer {
    int status;
    char id[24]; /* error id, 22 characters of base64url */
    const char *content_type;
    char body[512];
    size_t body_len;
} mlg_answer;

/* Composes the answer to an error, JSON, HTML or plain text as `accept` prefers (NULL: JSON), and
 * hands id and detail to the log. A status that is no error becomes 500. `request` may be NULL. */
int mlg_error_answer(const mlg_env *env, int status, const char *detail, size_t detail_len,
                     const mlg_request *request, mlg_answer *out);

/* ---- policy ------------------------------------------------------------------------------- */

/* A header that a set shall have besides; with the value NULL, one that it shall not. */
typedef struct mlg_header_change {
    const char *name;
    const char *value;
} mlg_header_change;

/* All guards in one object. The init function gives safe defaults: the safe set of headers, no
 * foreign origin, 100 requests a minute and client and 10 a quarter of an hour and account, CSRF
 * checked on every method but GET, HEAD and OPTIONS. Only the CSRF secret must be given (or
 * `no_csrf`). */
typedef struct mlg_policy_options {
    int report_only; /* 1: nothing is refused; what would be goes to the log with the linter's rule
                      * id. No header is set either, but Content-Security-Policy-Report-Only */
    int no_headers;  /* 1: leave a guard out */
    int no_cors;
    int no_limit;
    int no_csrf;
    const mlg_csp *csp; /* NULL: the default policy */
    mlg_cors_options cors;
    mlg_limit_options limit;         /* of each client */
    mlg_limit_options account_limit; /* of each account name, for requests that have one; its path,
                                      * when NULL, is that of `limit` with ".account" at its end */
    mlg_csrf_options csrf;
    int allow_foreign; /* 1: foreign origins reach the handler, without CORS headers; CSRF still
                          refuses them */
    const mlg_header_change *header_changes; /* to the safe set, in this order */
    size_t header_change_count;
} mlg_policy_options;

typedef struct mlg_verdict {
    int allowed;         /* 0: answer with what follows and do not call the handler */
    int status;          /* 204 for a preflight, 403, 429 */
    const char *control; /* which guard refused; NULL when none did */
    const char *reason;
    const char *content_type;
    char body[512];
    size_t body_len;
    char nonce[32]; /* for <script nonce="…"> when the policy takes one, else "" */
    mlg_limit_state limit;
} mlg_verdict;

typedef struct mlg_policy mlg_policy;

void mlg_policy_options_init(mlg_policy_options *options);
int mlg_policy_new(const mlg_env *env, const mlg_policy_options *options, mlg_policy **out);
void mlg_policy_free(mlg_policy *policy);

/* Headers, then CORS, limits and CSRF, the cheapest refusal first. Headers are handed over for
 * refusals too. */
int mlg_policy_check(mlg_policy *policy, const mlg_request *request, mlg_header_fn *set, void *arg,
                     mlg_verdict *verdict);

/* The same for some of the guards, the MLG_PART_ values added up; for servers that know the client
 * long before they know the body. Each part is asked once a request. `set` may be NULL here, for
 * callers that need no headers. */
enum {
    MLG_PART_HEADERS = 1,
    MLG_PART_CORS = 2,
    MLG_PART_LIMIT = 4,   /* of the client */
    MLG_PART_ACCOUNT = 8, /* of the account, for requests that have one */
    MLG_PART_CSRF = 16,
    MLG_PART_ALL = 31
};
int mlg_policy_check_parts(mlg_policy *policy, unsigned parts, const mlg_request *request,
                           mlg_header_fn *set, void *arg, mlg_verdict *verdict);

/* Writes the answer of a refusal anew, as another Accept header prefers (NULL: JSON). */
void mlg_verdict_write(mlg_verdict *verdict, const char *accept);

/* The parts, borrowed; NULL for one that was left out. */
const mlg_headers *mlg_policy_headers(const mlg_policy *policy);
const mlg_cors *mlg_policy_cors(const mlg_policy *policy);
mlg_limit *mlg_policy_limit(const mlg_policy *policy);
const mlg_csrf *mlg_policy_csrf(const mlg_policy *policy);

/* mlg_error_answer with the policy's surroundings. */
int mlg_policy_error(const mlg_policy *policy, int status, const char *detail, size_t detail_len,
                     const mlg_request *request, mlg_answer *out);

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif
#endif
