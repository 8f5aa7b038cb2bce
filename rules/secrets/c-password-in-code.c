#include <microhttpd.h>
#include <curl/curl.h>
#include <hiredis/hiredis.h>
#include <ldap.h>
#include <stdlib.h>

#define LOGIN "shop:battery"

struct account {
    const char *password;
};

static void bind_as(LDAP *ld, const char *password)
{
    // ruleid: c-password-in-code
    ldap_simple_bind_s(ld, "cn=shop", password);
}

void all(CURL *curl, LDAP *ld, redisContext *redis, struct account *account)
{
    // ruleid: c-password-in-code
    curl_easy_setopt(curl, CURLOPT_USERPWD, "shop:battery");
    const char *password = "battery staple";
    // ruleid: c-password-in-code
    curl_easy_setopt(curl, CURLOPT_PASSWORD, password);
    account->password = "battery staple";
    // ruleid: c-password-in-code
    ldap_simple_bind_s(ld, "cn=shop", account->password);
    bind_as(ld, "battery staple");
    // ruleid: c-password-in-code
    redisCommand(redis, "AUTH battery");
    // ruleid: c-password-in-code
    redisCommand(redis, "AUTH %s", password);
    // ruleid: c-password-in-code
    curl_easy_setopt(curl, CURLOPT_USERPWD, LOGIN);
}

void safely(CURL *curl, LDAP *ld, redisContext *redis, const char *given)
{
    // ok: c-password-in-code
    curl_easy_setopt(curl, CURLOPT_PASSWORD, getenv("PASSWORD"));
    // ok: c-password-in-code
    ldap_simple_bind_s(ld, "cn=shop", given);
    // ok: c-password-in-code
    ldap_simple_bind_s(ld, NULL, "");
    // ok: c-password-in-code
    curl_easy_setopt(curl, CURLOPT_USERPWD, ":");
    // ok: c-password-in-code
    redisCommand(redis, "AUTH %s", given);
    // ok: c-password-in-code
    redisCommand(redis, "PING");
}

static enum MHD_DigestAuthResult by_digest(struct MHD_Connection *connection, const char *known)
{
    static const char *password = "open sesame";
    // ok: c-password-in-code
    if (MHD_digest_auth_check3(connection, "shop", "root", known, 300, 0, MHD_DIGEST_AUTH_MULT_QOP_AUTH,
                               MHD_DIGEST_AUTH_MULT_ALGO3_ANY_NON_SESSION) == MHD_DAUTH_OK)
        return MHD_DAUTH_OK;
    // ruleid: c-password-in-code
    if (MHD_digest_auth_check(connection, "shop", "root", "open sesame", 300) == MHD_YES)
        return MHD_DAUTH_OK;
    // ruleid: c-password-in-code
    if (MHD_digest_auth_check2(connection, "shop", "root", password, 300, MHD_DIGEST_ALG_SHA256) == MHD_YES)
        return MHD_DAUTH_OK;
    // ruleid: c-password-in-code
    return MHD_digest_auth_check3(connection, "shop", "root", password, 300, 0, MHD_DIGEST_AUTH_MULT_QOP_AUTH,
                                  MHD_DIGEST_AUTH_MULT_ALGO3_ANY_NON_SESSION);
}
