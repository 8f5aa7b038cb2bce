#include <ldap.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "mongoose.h"

#define FIND(ld, filter, res) \
    ldap_search_ext_s((ld), "dc=example", LDAP_SCOPE_SUBTREE, (filter), NULL, 0, NULL, NULL, NULL, 0, (res))

struct lookup {
    char filter[256];
};

void login(struct mg_http_message *hm, LDAP *ld)
{
    char user[64];
    char filter[256];
    LDAPMessage *res;
    mg_http_get_var(&hm->body, "user", user, sizeof user);
    snprintf(filter, sizeof filter, "(&(objectClass=person)(uid=%s))", user);
    // ruleid: c-ldap-injection
    ldap_search_ext_s(ld, "dc=example", LDAP_SCOPE_SUBTREE, filter, NULL, 0, NULL, NULL, NULL, 0, &res);

    const char *same = filter;
    // ruleid: c-ldap-injection
    ldap_search_s(ld, "dc=example", LDAP_SCOPE_SUBTREE, same, NULL, 0, &res);

    char dn[256];
    snprintf(dn, sizeof dn, "uid=%s,ou=people,dc=example", user);
    // ruleid: c-ldap-injection
    ldap_simple_bind_s(ld, dn, "");
}

void by_field(struct mg_http_message *hm, LDAP *ld, struct lookup *lookup)
{
    LDAPMessage *res;
    snprintf(lookup->filter, sizeof lookup->filter, "(cn=%.*s)", (int)hm->query.len, hm->query.buf);
    // ruleid: c-ldap-injection
    ldap_search_s(ld, "dc=example", LDAP_SCOPE_SUBTREE, lookup->filter, NULL, 0, &res);
}

static LDAPMessage *find(LDAP *ld, const char *key, const char *value)
{
    LDAPMessage *res = NULL;
    char filter[256];
    sprintf(filter, "(%s=%s)", key, value);
    // ruleid: c-ldap-injection
    ldap_search_s(ld, "dc=example", LDAP_SCOPE_ONELEVEL, filter, NULL, 0, &res);
    return res;
}

void by_wrapper(struct mg_http_message *hm, LDAP *ld)
{
    char *mail = mg_json_get_str(hm->body, "$.mail");
    find(ld, "mail", mail);
    free(mail);
}

void by_macro(struct mg_http_message *hm, LDAP *ld)
{
    LDAPMessage *res;
    char filter[128];
    mg_http_get_var(&hm->query, "filter", filter, sizeof filter);
    // ruleid: c-ldap-injection
    FIND(ld, filter, &res);
}

void constant(struct mg_http_message *hm, LDAP *ld)
{
    LDAPMessage *res;
    char user[64];
    mg_http_get_var(&hm->body, "user", user, sizeof user);
    // ok: c-ldap-injection
    ldap_search_s(ld, "dc=example", LDAP_SCOPE_SUBTREE, "(uid=guest)", NULL, 0, &res);
}

void number(struct mg_http_message *hm, LDAP *ld)
{
    LDAPMessage *res;
    char filter[64];
    snprintf(filter, sizeof filter, "(uidNumber=%d)", atoi(hm->query.buf));
    // ok: c-ldap-injection
    ldap_search_s(ld, "dc=example", LDAP_SCOPE_SUBTREE, filter, NULL, 0, &res);
}

void escaped(struct mg_http_message *hm, LDAP *ld)
{
    LDAPMessage *res;
    char user[64];
    char filter[256];
    struct berval in, out;
    mg_http_get_var(&hm->body, "user", user, sizeof user);
    ber_str2bv(user, 0, 0, &in);
    ldap_bv2escaped_filter_value(&in, &out);
    snprintf(filter, sizeof filter, "(uid=%s)", out.bv_val);
    // ok: c-ldap-injection
    ldap_search_s(ld, "dc=example", LDAP_SCOPE_SUBTREE, filter, NULL, 0, &res);
}
