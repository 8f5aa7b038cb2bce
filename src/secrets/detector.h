/* detector: what one rule with `mode: secret` says, as read and checked by ruleset/.
 *
 * The room finds credentials in text of any kind. secrets.h has the whole way of a file; judge.h
 * judges what stands where a credential would, checksum.h knows the structure of formats that
 * have one, place.h what the code around calls it, mask.h what of it may be shown.
 */
#ifndef MLN_SECRETS_DETECTOR_H
#define MLN_SECRETS_DETECTOR_H

#include "base/str.h"
#include "secrets/checksum.h"
#include "secrets/judge.h"

#define MLN_DETECTOR_WINDOW 512u

/* Text and lists are owned by whoever made the detector (the rule set's arena). */
typedef struct {
    mln_str text;
    mln_str file; /* the path it pretends to have; empty: one the detector reads */
    bool match;
    uint32_t line; /* in the rule file */
} mln_detector_example;

typedef struct {
    /* At least one stands in every match; ASCII letters are equal in both cases. */
    const mln_str *keywords;
    uint32_t keyword_count;
    /* PCRE2. Group `secret`, else the first without a name, else the whole match is the secret;
     * group `body`, else the secret, is the random part, which entropy, charset and checksum are
     * about; group `key` is the name it is given, group `user` who logs in with it. */
    mln_str regex;
    uint32_t window; /* how many bytes behind a keyword a match may reach, at least */
    mln_judge_kind value;
    uint32_t entropy; /* the least Shannon entropy, in hundredths of a bit a character */
    mln_charset charset;
    mln_checksum checksum;
    const mln_str *near; /* one of them stands near a match, in any case; none: not asked */
    uint32_t near_count;
    const mln_str *not_near; /* none of them does */
    uint32_t not_near_count;
    const mln_str *allow; /* expressions: what one of them finds within a match is none */
    uint32_t allow_count;
    const mln_str *not_in; /* none of them stands in the file's first 4 KiB */
    uint32_t not_in_count;
    const mln_str *files; /* globs of the paths it reads; none: all */
    uint32_t file_count;
    const mln_str *not_files;
    uint32_t not_file_count;
    const mln_detector_example *examples;
    uint32_t example_count;
} mln_detector;

#endif
