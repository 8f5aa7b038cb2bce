/* Any text under detectors that use every kind of evidence; then its secrets are covered. */
#include <stdlib.h>

#include "base/utf.h"
#include "secrets/mask.h"
#include "secrets/secrets.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define TEXT(text)                                                                                 \
    {                                                                                              \
        (text), sizeof(text) - 1                                                                   \
    }

static const mln_str words[] = {TEXT("key"), TEXT("eyJ"), TEXT("-----BEGIN"), TEXT("pass"),
                                TEXT("://")};

static const mln_detector detectors[] = {
    {.keywords = words,
     .keyword_count = 5,
     .regex = TEXT("(?i)(?<key>\\w*(?:key|pass))\\s*[:=]\\s*(?<secret>\\S{4,64})"),
     .value = MLN_JUDGE_PASSWORD,
     .near = words,
     .near_count = 4,
     .window = 512},
    {.keywords = words,
     .keyword_count = 2,
     .regex = TEXT("key-(?<body>[0-9A-Za-z]{8,})"),
     .entropy = 250,
     .charset = MLN_CHARSET_BASE62,
     .checksum = MLN_CHECKSUM_GITHUB_CRC32,
     .window = 64},
    {.keywords = words + 1,
     .keyword_count = 1,
     .regex = TEXT("[\\w.-]{10,}"),
     .checksum = MLN_CHECKSUM_JWT,
     .window = 512},
    {.keywords = words + 2,
     .keyword_count = 1,
     .regex = TEXT("-----BEGIN [^-]*-----[^-]*"),
     .value = MLN_JUDGE_ANY,
     .checksum = MLN_CHECKSUM_PEM,
     .window = 4096},
    {.keywords = words + 4,
     .keyword_count = 1,
     .regex = TEXT("://(?<user>\\w*):(?<secret>[^@\\s]+)@"),
     .value = MLN_JUDGE_WEAK,
     .not_in = words,
     .not_in_count = 1,
     .window = 128},
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static mln_secrets *secrets;
    static mln_secret_scanner *scanner;
    if (!scanner) {
        const mln_detector *list[MLN_COUNT_OF(detectors)];
        for (size_t i = 0; i < MLN_COUNT_OF(detectors); i++)
            list[i] = &detectors[i];
        uint32_t bad;
        char error[128];
        if (mln_secrets_new(&secrets, list, MLN_COUNT_OF(detectors), &bad, error, sizeof error) !=
            MLN_OK)
            abort();
        scanner = mln_secret_scanner_new(secrets);
    }
    mln_buf text = {0};
    (void)mln_utf_add_mended(&text, (mln_str){(const char *)data, (uint32_t)size});
    mln_secret_file file = {.path = MLN_STR("fuzz"), .text = mln_buf_get_str(&text)};
    const mln_secret *found;
    uint32_t count, spent, last = 0;
    mln_secret_scanner_run(scanner, &file, &found, &count, &spent);
    mln_buf copy = {0};
    mln_buf_add(&copy, text.data, text.len);
    for (uint32_t i = 0; i < count; i++) {
        mln_span span = found[i].span;
        if (span.start < last || span.stop <= span.start || span.stop > text.len)
            abort();
        last = span.stop;
        mln_str secret = {text.data + span.start, span.stop - span.start};
        if (mln_mask_get_shown(secret) > 4)
            abort();
        (void)mln_mask_cover_all(copy.data, (uint32_t)copy.len, secret);
    }
    mln_buf_release(&copy);
    mln_buf_release(&text);
    return 0;
}
