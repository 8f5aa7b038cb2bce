#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "mongoose.h"

#define SET_URL(curl, url) curl_easy_setopt((curl), CURLOPT_URL, (url))

struct fetch {
    char *url;
};

void proxy(struct mg_http_message *hm, CURL *curl)
{
    char url[512];
    mg_http_get_var(&hm->query, "url", url, sizeof url);
    // ruleid: c-ssrf
    curl_easy_setopt(curl, CURLOPT_URL, url);
    const char *target = url;
    // ruleid: c-ssrf
    curl_easy_setopt(curl, CURLOPT_URL, target);
    // ok: c-ssrf
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, url);
}

void host_only(struct mg_http_message *hm, CURL *curl)
{
    char host[128];
    char url[256];
    mg_http_get_var(&hm->query, "host", host, sizeof host);
    snprintf(url, sizeof url, "http://%s/status", host);
    // ruleid: c-ssrf
    curl_easy_setopt(curl, CURLOPT_URL, url);
}

void by_field(struct mg_http_message *hm, CURL *curl, struct fetch *fetch)
{
    fetch->url = mg_json_get_str(hm->body, "$.url");
    // ruleid: c-ssrf
    curl_easy_setopt(curl, CURLOPT_URL, fetch->url);
}

static CURLcode get(const char *url)
{
    CURL *curl = curl_easy_init();
    // ruleid: c-ssrf
    curl_easy_setopt(curl, CURLOPT_URL, url);
    return curl_easy_perform(curl);
}

void by_wrapper(struct mg_http_message *hm)
{
    char *hook = mg_json_get_str(hm->body, "$.webhook");
    get(hook);
}

void by_macro(struct mg_http_message *hm, CURL *curl)
{
    char url[512];
    mg_http_get_var(&hm->query, "url", url, sizeof url);
    // todoruleid: c-ssrf
    SET_URL(curl, url);
}

void path_only(struct mg_http_message *hm, CURL *curl)
{
    char id[32];
    char url[256];
    mg_http_get_var(&hm->query, "id", id, sizeof id);
    snprintf(url, sizeof url, "https://api.example.com/items/%s", id);
    // ok: c-ssrf
    curl_easy_setopt(curl, CURLOPT_URL, url);
}

void number(struct mg_http_message *hm, CURL *curl)
{
    char url[256];
    snprintf(url, sizeof url, "https://node%d.example.com/", atoi(hm->query.buf));
    // ok: c-ssrf
    curl_easy_setopt(curl, CURLOPT_URL, url);
}

void listed(struct mg_http_message *hm, CURL *curl)
{
    char url[256];
    mg_http_get_var(&hm->query, "url", url, sizeof url);
    if (strcmp(url, "https://a.example.com/") != 0 && strcmp(url, "https://b.example.com/") != 0)
        return;
    // ok: c-ssrf
    curl_easy_setopt(curl, CURLOPT_URL, url);
}
