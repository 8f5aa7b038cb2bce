#define _GNU_SOURCE
#include "secrets/checksum.h"

#include "base/ascii.h"

#include "base/banned.h"

#define CRC_DIGITS 6u
#define PART_MAX 1536u /* bytes of a token's part, or of a key, that are decoded */

const char *const mln_checksum_names[] = {"none", "github-crc32", "jwt", "aws-key-id", "pem", NULL};

bool mln_checksum_find(mln_str name, mln_checksum *checksum)
{
    for (uint32_t i = 0; mln_checksum_names[i]; i++)
        if (mln_str_is(name, mln_checksum_names[i])) {
            *checksum = (mln_checksum)i;
            return true;
        }
    return false;
}

/* --- CRC-32 in base 62 ----------------------------------------------------------------------- */

/* ISO-HDLC, as zlib's; short texts only, so bit by bit. */
static uint32_t get_crc32(mln_str text)
{
    uint32_t crc = UINT32_MAX;
    for (uint32_t i = 0; i < text.len; i++) {
        crc ^= (unsigned char)text.ptr[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? UINT32_C(0xEDB88320) : 0);
    }
    return ~crc;
}

static bool is_github(mln_str text)
{
    static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    if (text.len <= CRC_DIGITS)
        return false;
    uint32_t body = text.len - CRC_DIGITS;
    uint32_t crc = get_crc32((mln_str){text.ptr, body});
    for (uint32_t i = text.len; i-- > body; crc /= 62)
        if (text.ptr[i] != digits[crc % 62])
            return false;
    return true;
}

/* --- base64 ---------------------------------------------------------------------------------- */

static int get_sextet(char c)
{
    if (mln_ascii_is_upper(c))
        return c - 'A';
    if (mln_ascii_is_lower(c))
        return c - 'a' + 26;
    if (mln_ascii_is_digit(c))
        return c - '0' + 52;
    if (c == '+' || c == '-')
        return 62;
    return c == '/' || c == '_' ? 63 : -1;
}

/* Decodes up to `size` bytes; what is no digit of base64 is passed over. */
static uint32_t decode(mln_str text, unsigned char *out, uint32_t size)
{
    uint32_t bits = 0, held = 0, len = 0;
    for (uint32_t i = 0; i < text.len && len < size && text.ptr[i] != '='; i++) {
        int sextet = get_sextet(text.ptr[i]);
        if (sextet < 0)
            continue;
        bits = bits << 6 | (uint32_t)sextet;
        held += 6;
        if (held >= 8) {
            held -= 8;
            out[len++] = (unsigned char)(bits >> held);
        }
    }
    return len;
}

/* --- JSON Web Token -------------------------------------------------------------------------- */

static bool has(const unsigned char *bytes, uint32_t len, const char *word)
{
    return memmem(bytes, len, word, strlen(word)) != NULL;
}

static bool is_jwt(mln_str text)
{
    const char *dot = memchr(text.ptr, '.', text.len);
    if (!dot)
        return false;
    mln_str header = {text.ptr, (uint32_t)(dot - text.ptr)};
    mln_str rest = {dot + 1, text.len - header.len - 1};
    dot = memchr(rest.ptr, '.', rest.len);
    if (!dot)
        return false;
    mln_str claims = {rest.ptr, (uint32_t)(dot - rest.ptr)};
    mln_str signature = {dot + 1, rest.len - claims.len - 1};
    unsigned char bytes[PART_MAX];
    uint32_t len = decode(header, bytes, sizeof bytes);
    /* `none` signs nothing. */
    if (len < 2 || bytes[0] != '{' || bytes[len - 1] != '}' || !has(bytes, len, "\"alg\"") ||
        has(bytes, len, "\"none\"") || signature.len < 20)
        return false;
    len = decode(claims, bytes, sizeof bytes);
    /* The one of the standard's web site, in every manual. */
    return len > 2 && bytes[0] == '{' && !has(bytes, len, "\"John Doe\"");
}

/* --- AWS ------------------------------------------------------------------------------------- */

static int get_quintet(char c)
{
    if (mln_ascii_is_upper(c))
        return c - 'A';
    return c >= '2' && c <= '7' ? c - '2' + 26 : -1;
}

static bool is_aws_key_id(mln_str text)
{
    if (text.len != 20)
        return false;
    uint64_t bits = 0;
    for (uint32_t i = 4; i < text.len; i++) {
        int quintet = get_quintet(text.ptr[i]);
        if (quintet < 0)
            return false;
        /* The first 48 bits say it all. */
        if (i < 14)
            bits = bits << 5 | (uint64_t)quintet;
    }
    bits >>= 2;
    /* Ids that begin with a 1 bit hold the account's number, which has twelve digits. */
    uint64_t account = bits >> 7 & ((UINT64_C(1) << 40) - 1);
    return !(bits >> 47 & 1) || account < UINT64_C(1000000000000);
}

/* --- keys in PEM ----------------------------------------------------------------------------- */

/* ASN.1: a sequence with a length of one or two bytes, then the version, a small integer. */
static bool is_sequence(const unsigned char *bytes, uint32_t len)
{
    uint32_t at = 1;
    if (len < 8 || bytes[0] != 0x30)
        return false;
    at += bytes[1] == 0x82 ? 3 : bytes[1] == 0x81 ? 2 : 1;
    return bytes[at] == 0x02 && bytes[at + 1] == 0x01 && bytes[at + 2] <= 1;
}

static bool is_pem(mln_str text)
{
    static const char dashes[] = "-----";
    static const char openssh[] = "openssh-key-v1";
    const char *stop =
        text.len > 10 ? memmem(text.ptr + 5, text.len - 5, dashes, sizeof dashes - 1) : NULL;
    if (!stop)
        return false;
    mln_str label = {text.ptr + 5, (uint32_t)(stop - text.ptr) - 5};
    mln_str body = {stop + 5, text.len - label.len - 10};
    mln_str begin = MLN_STR("BEGIN ");
    if (!mln_str_starts_with(label, begin))
        return false;
    label = (mln_str){label.ptr + begin.len, label.len - begin.len};
    stop = memmem(body.ptr, body.len, dashes, sizeof dashes - 1);
    if (stop)
        body.len = (uint32_t)(stop - body.ptr);
    /* One that a passphrase protects is no secret by itself. */
    if (memmem(label.ptr, label.len, "ENCRYPTED", 9) || memmem(body.ptr, body.len, "ENCRYPTED", 9))
        return false;
    /* Line ends are written \n in strings; the letter is no digit of the key. */
    char clean[PART_MAX];
    uint32_t len = 0;
    bool is_pgp = mln_str_starts_with(label, MLN_STR("PGP"));
    for (uint32_t i = 0; i < body.len && len < sizeof clean; i++) {
        char c = body.ptr[i];
        /* The headers of PGP and of old keys end in a colon: the line is none of the key's. */
        if (c == ':')
            while (len && clean[len - 1] != '\n')
                len--;
        if (c == ':')
            while (i + 1 < body.len && body.ptr[i + 1] != '\n' &&
                   !(body.ptr[i + 1] == '\\' && i + 2 < body.len && body.ptr[i + 2] == 'n'))
                i++;
        bool escape =
            c == '\\' && i + 1 < body.len && (body.ptr[i + 1] == 'n' || body.ptr[i + 1] == 'r');
        if (escape) {
            i++;
            clean[len++] = '\n';
        } else if (c == '\n' || get_sextet(c) >= 0 || c == '=') {
            clean[len++] = c;
        }
    }
    unsigned char bytes[PART_MAX];
    uint32_t got = decode((mln_str){clean, len}, bytes, sizeof bytes);
    if (got < 40)
        return false;
    if (is_pgp)
        /* A packet with the tag of a secret key, in the old form or the new. */
        return (bytes[0] & 0xFC) == 0x94 || bytes[0] == 0xC5;
    if (mln_str_starts_with(label, MLN_STR("OPENSSH")))
        return memcmp(bytes, openssh, sizeof openssh) == 0 &&
               memmem(bytes, got, "bcrypt", 6) == NULL;
    return is_sequence(bytes, got);
}

bool mln_checksum_holds(mln_checksum checksum, mln_str text)
{
    switch (checksum) {
    case MLN_CHECKSUM_GITHUB_CRC32:
        return is_github(text);
    case MLN_CHECKSUM_JWT:
        return is_jwt(text);
    case MLN_CHECKSUM_AWS_KEY_ID:
        return is_aws_key_id(text);
    case MLN_CHECKSUM_PEM:
        return is_pem(text);
    case MLN_CHECKSUM_NONE:
        break;
    }
    return true;
}
