#define _GNU_SOURCE
#include "secrets/mask.h"

#include <inttypes.h>
#include <stdio.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/banned.h"

#define SHOWN_MAX 4u
#define LONG 20u
#define LINE_MIN 8u

uint32_t mln_mask_get_shown(mln_str secret)
{
    uint32_t shown = secret.len / 4 < SHOWN_MAX ? secret.len / 4 : SHOWN_MAX;
    for (uint32_t i = 0; i < shown; i++)
        if ((unsigned char)secret.ptr[i] < ' ')
            shown = i;
    /* No part of a character. */
    while (shown && ((unsigned char)secret.ptr[shown] & 0xC0) == 0x80)
        shown--;
    return shown;
}

uint32_t mln_mask_write_digest(mln_str salt, mln_str secret, char out[MLN_MASK_DIGEST_SIZE])
{
    uint64_t seed = XXH3_64bits(salt.ptr, salt.len);
    uint64_t hash = XXH3_64bits_withSeed(secret.ptr, secret.len, seed);
    int digits = secret.len < LONG ? 4 : 8;
    (void)snprintf(out, MLN_MASK_DIGEST_SIZE, "%0*" PRIx64, digits, hash >> (64 - digits * 4));
    return (uint32_t)digits;
}

void mln_mask_cover(char *text, mln_span span, uint32_t shown)
{
    for (uint32_t i = span.start + shown; i < span.stop; i++)
        if (text[i] != '\n' && text[i] != '\r')
            text[i] = '*';
}

static bool cover_part(char *text, uint32_t len, mln_str part, uint32_t shown)
{
    bool found = false;
    for (uint32_t at = 0; part.len && at + part.len <= len;) {
        const char *place = memmem(text + at, len - at, part.ptr, part.len);
        if (!place)
            break;
        uint32_t start = (uint32_t)(place - text);
        mln_mask_cover(text, (mln_span){start, start + part.len}, shown);
        at = start + part.len;
        found = true;
    }
    return found;
}

bool mln_mask_cover_all(char *text, uint32_t len, mln_str secret)
{
    bool found = cover_part(text, len, secret, mln_mask_get_shown(secret));
    if (!memchr(secret.ptr, '\n', secret.len))
        return found;
    for (uint32_t at = 0; at < secret.len;) {
        const char *end = memchr(secret.ptr + at, '\n', secret.len - at);
        uint32_t stop = end ? (uint32_t)(end - secret.ptr) : secret.len;
        mln_str line = mln_str_trim((mln_str){secret.ptr + at, stop - at});
        if (line.len >= LINE_MIN)
            found |= cover_part(text, len, line, 0);
        at = stop + 1;
    }
    return found;
}
