/* Windows' LDAP: one function for each kind of text. */
#include <windows.h>
#include <winldap.h>

ULONG find(LDAP *ld, PWSTR base, PWSTR filter, PSTR narrow_base, PSTR narrow, LDAPMessage **found)
{
    ULONG first = ldap_search_sW(ld, base, LDAP_SCOPE_SUBTREE, filter, NULL, 0, found);
    ULONG other = ldap_search_sA(ld, narrow_base, LDAP_SCOPE_SUBTREE, narrow, NULL, 0, found);
    return first != LDAP_SUCCESS ? first : other;
}
