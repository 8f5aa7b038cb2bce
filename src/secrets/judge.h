/* judge: is what stands where a credential would stand one?
 *
 * Most of what matches the shape of a credential, or stands behind a name such as `password`, is
 * none: the example of a manual, a name of a variable that holds it, a sentence, a type. What tells
 * them apart is in this file: words people write for "put yours here", spellings of references in
 * the languages of configuration, and how even the characters are spread.
 */
#ifndef MLN_SECRETS_JUDGE_H
#define MLN_SECRETS_JUDGE_H

#include "base/str.h"

/* How a detector's value is judged. */
typedef enum {
    MLN_JUDGE_TOKEN,    /* random, made by a machine; its format says so */
    MLN_JUDGE_KEY,      /* random, made by a machine; only its name says so */
    MLN_JUDGE_PASSWORD, /* thought out by somebody; only its name or its place says so */
    MLN_JUDGE_WEAK,     /* as before, and only what MLN_JUDGE_PASSWORD leaves out as too common */
    MLN_JUDGE_ANY       /* the expression alone decides */
} mln_judge_kind;

/* Which characters the random part is made of. Of 16 characters or more each must hold two, of 32
 * or more all of the kinds that its set has: a hash in hexadecimal digits is no base64. */
typedef enum {
    MLN_CHARSET_ANY,
    MLN_CHARSET_HEX,      /* 0-9 a-f in one case */
    MLN_CHARSET_BASE32,   /* A-Z 2-7 */
    MLN_CHARSET_BASE62,   /* 0-9 A-Z a-z */
    MLN_CHARSET_BASE64,   /* and + / = */
    MLN_CHARSET_BASE64URL /* base62 and - _ = */
} mln_charset;

bool mln_judge_kind_find(mln_str name, mln_judge_kind *kind);
bool mln_charset_find(mln_str name, mln_charset *charset);

/* "token key …", "hex base32 …": for messages. */
extern const char *const mln_judge_kind_names[];
extern const char *const mln_charset_names[];

/* Shannon entropy of the bytes, in hundredths of a bit a byte: 0 for "", 800 at most. */
uint32_t mln_judge_get_entropy(mln_str text);

bool mln_judge_fits_charset(mln_str text, mln_charset charset);

typedef enum {
    MLN_JUDGED_SECRET,
    MLN_JUDGED_WEAK, /* a real value perhaps, but one of those that everybody writes: changeme */
    MLN_JUDGED_NONE  /* a placeholder, a reference, a sentence, a type, a switch … */
} mln_judgement;

/* A token is SECRET or NONE, never WEAK. */
mln_judgement mln_judge_value(mln_str value, mln_judge_kind kind);

/* Whether a name says that what it holds is no credential in use: `exampleToken`, `fake_key`. */
bool mln_judge_is_sample_name(mln_str name);

/* Whether the user's part of an address makes its password one that everybody writes: the same
 * word twice. */
bool mln_judge_repeats_user(mln_str user, mln_str password);

#endif
