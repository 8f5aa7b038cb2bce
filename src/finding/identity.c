#include "finding/identity.h"

#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/ascii.h"
#include "base/buf.h"

#include "base/banned.h"

static void add_number(mln_buf *buf, uint32_t number)
{
    /* Bytes in a fixed order, so that the value is the same on every machine. */
    for (int shift = 0; shift < 32; shift += 8)
        mln_buf_add_char(buf, (char)(number >> shift & 0xFF));
}

static void add_field(mln_buf *buf, mln_str text)
{
    /* With its length before it, no two lists of fields run together to the same bytes. */
    add_number(buf, text.len);
    mln_buf_add_str(buf, text);
}

static XXH128_hash_t hash_anchor(mln_buf *buf, mln_str rule, mln_str path, mln_str scope,
                                 mln_str sink)
{
    mln_buf_clear(buf);
    add_field(buf, rule);
    add_field(buf, path);
    add_field(buf, scope);
    mln_buf_reserve(buf, sink.len);
    for (uint32_t i = 0; i < sink.len; i++) {
        buf->data[buf->len] = sink.ptr[i]; /* there is room for one more */
        buf->len += !mln_ascii_is_space(sink.ptr[i]);
    }
    return XXH3_128bits(buf->data, buf->len);
}

static void write_identity(XXH128_hash_t anchor, uint32_t ordinal, char out[MLN_IDENTITY_SIZE])
{
    unsigned char bytes[20];
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, anchor);
    memcpy(bytes, canonical.digest, 16);
    for (uint32_t i = 0; i < 4; i++)
        bytes[16 + i] = (unsigned char)(ordinal >> i * 8 & 0xFF);
    XXH128_hash_t hash = XXH3_128bits(bytes, sizeof bytes);
    XXH128_canonicalFromHash(&canonical, hash);
    for (uint32_t i = 0; i < 16; i++) {
        out[2 * i] = "0123456789abcdef"[canonical.digest[i] >> 4];
        out[2 * i + 1] = "0123456789abcdef"[canonical.digest[i] & 0xF];
    }
    out[32] = 0;
}

void mln_identity_compute(mln_str rule, mln_str path, mln_str scope, mln_str sink, uint32_t ordinal,
                          char out[MLN_IDENTITY_SIZE])
{
    mln_buf buf = {0};
    write_identity(hash_anchor(&buf, rule, path, scope, sink), ordinal, out);
    mln_buf_release(&buf);
}

typedef struct {
    XXH128_hash_t anchor;
    uint32_t finding;
} anchored;

static int compare(const void *left, const void *right)
{
    const anchored *a = left, *b = right;
    int order = XXH128_cmp(&a->anchor, &b->anchor);
    return order ? order : (a->finding > b->finding) - (a->finding < b->finding);
}

void mln_identity_assign(mln_run *run)
{
    uint32_t count = run->findings.len;
    if (!count)
        return;
    anchored *all = mln_mem_new(count, sizeof *all);
    mln_buf buf = {0};
    for (uint32_t i = 0; i < count; i++) {
        const mln_finding *f = &run->findings.data[i];
        all[i].finding = i;
        all[i].anchor =
            hash_anchor(&buf, run->cards.data[f->rule].id, run->files.data[f->file].path, f->scope,
                        f->anchor.len ? f->anchor : mln_finding_get_whole_code(f));
    }
    mln_buf_release(&buf);
    qsort(all, count, sizeof *all, compare);
    uint32_t ordinal = 0;
    for (uint32_t i = 0; i < count; i++) {
        ordinal = i && XXH128_isEqual(all[i - 1].anchor, all[i].anchor) ? ordinal + 1 : 0;
        char text[MLN_IDENTITY_SIZE];
        write_identity(all[i].anchor, ordinal, text);
        run->findings.data[all[i].finding].identity =
            mln_run_dup(run, (mln_str){text, MLN_IDENTITY_SIZE - 1});
    }
    mln_mem_free(all);
}
