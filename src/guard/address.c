#include "guard_p.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

/* In hexadecimal whatever the value: inet_ntop would write an address below 2^32 with dots, and
 * dots are what marks an IPv4 address here. */
static const char *v6_print(const unsigned char v6[16], char *text, size_t size)
{
    static const unsigned char zeros[12];
    unsigned high = (unsigned)v6[12] << 8 | v6[13], low = (unsigned)v6[14] << 8 | v6[15];
    if (!high || memcmp(v6, zeros, 12) != 0)
        return inet_ntop(AF_INET6, v6, text, (socklen_t)size);
    snprintf(text, size, "::%x:%x", high, low);
    return text;
}

int mlg_address_key(const char *address, unsigned prefix, char *out, size_t size)
{
    if (!address || prefix > 128)
        return MLG_ERR_ARGUMENT;
    mlg_out o;
    mlg_out_init(&o, out, size);
    char text[INET6_ADDRSTRLEN + 1];
    unsigned char v4[4], v6[16];
    if (inet_pton(AF_INET, address, v4) == 1) {
        mlg_out_text(&o, address);
        return mlg_out_end(&o);
    }
    /* A scope ("%eth0") is no part of what the client is. */
    size_t len = strcspn(address, "%");
    if (len >= sizeof text)
        return MLG_ERR_VALUE;
    memcpy(text, address, len);
    text[len] = '\0';
    if (inet_pton(AF_INET6, text, v6) != 1)
        return MLG_ERR_VALUE;
    static const unsigned char zeros[12];
    static const unsigned char mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    /* "::1.2.3.4", long out of use: its notation alone tells it from "::1". */
    if (memcmp(v6, mapped, 12) == 0 || (strchr(text, '.') && memcmp(v6, zeros, 12) == 0)) {
        if (!inet_ntop(AF_INET, v6 + 12, text, sizeof text))
            return MLG_ERR_VALUE;
        mlg_out_text(&o, text);
        return mlg_out_end(&o);
    }
    if (!prefix)
        prefix = 56;
    for (unsigned bit = prefix; bit < 128; bit++)
        v6[bit / 8] = (unsigned char)(v6[bit / 8] & ~(0x80u >> (bit % 8)));
    if (!v6_print(v6, text, sizeof text))
        return MLG_ERR_VALUE;
    mlg_out_text(&o, text);
    mlg_out_byte(&o, '/');
    mlg_out_number(&o, prefix);
    return mlg_out_end(&o);
}
