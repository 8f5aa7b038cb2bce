/* OpenLDAP: signing in, searching, changing. */
#define LDAP_DEPRECATED 1
#include <lber.h>
#include <ldap.h>
#include <stdio.h>
#include <sys/time.h>

static int sign_in(LDAP *ld, const char *dn, char *password)
{
    int id = 0;
    struct berval *cred = ber_bvstrdup(password), login = {8, password};
    ldap_bind(ld, dn, password, LDAP_AUTH_SIMPLE);
    ldap_bind_s(ld, dn, password, LDAP_AUTH_SIMPLE);
    ldap_simple_bind(ld, dn, password);
    ldap_simple_bind_s(ld, dn, password);
    ldap_sasl_bind(ld, dn, LDAP_SASL_SIMPLE, &login, NULL, NULL, &id);
    return ldap_sasl_bind_s(ld, dn, LDAP_SASL_SIMPLE, cred, NULL, NULL, NULL);
}

static int find(LDAP *ld, const char *base, const char *name)
{
    struct berval raw = {8, (char *)name}, plain;
    struct timeval wait = {1, 0};
    LDAPMessage *found = NULL;
    char filter[256];
    int id = 0;
    ldap_bv2escaped_filter_value(&raw, &plain);
    snprintf(filter, sizeof filter, "(uid=%s)", plain.bv_val);
    ldap_search(ld, base, LDAP_SCOPE_SUBTREE, filter, NULL, 0);
    ldap_search_s(ld, base, LDAP_SCOPE_SUBTREE, filter, NULL, 0, &found);
    ldap_search_st(ld, base, LDAP_SCOPE_SUBTREE, filter, NULL, 0, &wait, &found);
    ldap_search_ext(ld, base, LDAP_SCOPE_SUBTREE, filter, NULL, 0, NULL, NULL, NULL, 10, &id);
    return ldap_search_ext_s(ld, base, LDAP_SCOPE_SUBTREE, filter, NULL, 0, NULL, NULL, NULL, 10,
                             &found);
}

int run(LDAP *ld, const char *dn, char *password, LDAPMod **change)
{
    if (sign_in(ld, dn, password) != LDAP_SUCCESS || find(ld, dn, password) != LDAP_SUCCESS)
        return -1;
    ldap_add_ext_s(ld, dn, change, NULL, NULL);
    ldap_modify_ext_s(ld, dn, change, NULL, NULL);
    return puts(ldap_err2string(ldap_delete_ext_s(ld, dn, NULL, NULL)));
}
