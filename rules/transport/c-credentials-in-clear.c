#include <curl/curl.h>
#include <ldap.h>

#define URL "http://api.shop.com/v1"

struct target {
    const char *url;
};

void login(CURL *curl, const char *user_and_password)
{
    // ruleid: c-credentials-in-clear
    curl_easy_setopt(curl, CURLOPT_URL, "http://api.shop.com/v1");
    curl_easy_setopt(curl, CURLOPT_USERPWD, user_and_password);
}

void token(CURL *curl)
{
    struct curl_slist *headers = NULL;
    headers = curl_slist_append(headers, "Authorization: Bearer x");
    const char *url = "http://api.shop.com/v1";
    // ruleid: c-credentials-in-clear
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_slist_append(headers, "Authorization: Bearer y");
    // ruleid: c-credentials-in-clear
    curl_easy_setopt(curl, CURLOPT_URL, "http://api.shop.com/v2");
}

void in_address(CURL *curl)
{
    // ruleid: c-credentials-in-clear
    curl_easy_setopt(curl, CURLOPT_URL, "ftp://shop:battery@files.shop.com/");
}

void directory(LDAP *ld)
{
    // ruleid: c-credentials-in-clear
    ldap_initialize(&ld, "ldap://directory.shop.com");
    ldap_simple_bind_s(ld, "cn=shop", "x");
}

void by_macro(CURL *curl, const char *password)
{
    curl_easy_setopt(curl, CURLOPT_PASSWORD, password);
    // todoruleid: c-credentials-in-clear
    curl_easy_setopt(curl, CURLOPT_URL, URL);
}

void public(CURL *curl)
{
    // ok: c-credentials-in-clear
    curl_easy_setopt(curl, CURLOPT_URL, "http://news.shop.com/feed");
}

void right(CURL *curl, const char *user_and_password)
{
    // ok: c-credentials-in-clear
    curl_easy_setopt(curl, CURLOPT_URL, "https://api.shop.com/v1");
    curl_easy_setopt(curl, CURLOPT_USERPWD, user_and_password);
}

void near(CURL *curl, const char *user_and_password)
{
    // ok: c-credentials-in-clear
    curl_easy_setopt(curl, CURLOPT_URL, "http://localhost:8080/");
    curl_easy_setopt(curl, CURLOPT_USERPWD, user_and_password);
}
