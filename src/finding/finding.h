/* finding: one thing a rule found, with all that a report needs.
 *
 * A finding is complete: no report opens a file. Texts live in the run's arena.
 */
#ifndef MLN_FINDING_FINDING_H
#define MLN_FINDING_FINDING_H

#include "base/str.h"
#include "files/source.h"
#include "finding/card.h"

typedef struct {
    mln_span span; /* bytes of the decoded text */
    mln_position start;
    mln_position end; /* exclusive */
} mln_region;

/* One step on the way from source to sink. */
typedef struct {
    uint32_t file; /* index into the run's files */
    mln_region region;
    mln_str text;    /* what happens here */
    mln_str excerpt; /* the code that it happens to: the region's, or a little more; one line */
} mln_step;

typedef enum {
    MLN_ACTIVE,
    MLN_SUPPRESSED_IN_SOURCE, /* by a comment */
    MLN_SUPPRESSED_EXTERNAL   /* by a baseline or a configuration */
} mln_suppression;

/* A metavariable and the code it stands for, for JSON. */
typedef struct {
    mln_str name; /* "$X" */
    mln_str text;
    mln_region region;
} mln_binding;

typedef struct {
    uint32_t rule;     /* index into the run's cards */
    uint32_t file;     /* index into the run's files */
    mln_region region; /* what is pointed at */
    /* The code that a fix replaces, where that is more than the region: closing brackets that the
     * rule language does not count. All zero: the region. */
    mln_region whole;
    mln_str message; /* metavariables filled in */
    mln_str excerpt; /* the whole source lines of the region, line ends normalised to LF */
    /* GitHub's hash and ordinal ("39fa2ee980eb94b0:1"); see finding/line_hash.h. */
    mln_str line_hash;
    /* merlon's own identity: rule, normalised text of the sink, enclosing function, ordinal. Hex.
     */
    mln_str identity;
    mln_str scope; /* name of the enclosing function; may be empty */
    /* What stands for the sink in the identity, where the excerpt does not show it: a secret's
     * digest. Empty: the sink itself. */
    mln_str anchor;
    const mln_step *steps;
    uint32_t step_count;
    const mln_binding *bindings;
    uint32_t binding_count;
    bool has_fix;
    mln_str fix;      /* replaces the code of mln_finding_get_whole */
    bool fix_covered; /* a secret in it is covered: to be shown, never to be applied */
    /* 0, or a bit of the files' global_controls, counted from 1: the finding speaks of a route that
     * another file may protect, and is dropped when one does. */
    uint8_t unless_global;
    mln_suppression suppression;
    mln_str justification; /* of the suppression; may be empty */
    bool in_test;          /* the file is test code: severity is lowered */
    mln_severity severity; /* the card's, or lowered */
} mln_finding;

/* The code the region covers, a part of the excerpt; as much of it as the excerpt holds. Columns
 * past a line's end are taken as its end. */
mln_str mln_finding_get_sink(const mln_finding *finding);

/* The region that a fix replaces, and its code, likewise: what the identity is made of. */
const mln_region *mln_finding_get_whole(const mln_finding *finding);
mln_str mln_finding_get_whole_code(const mln_finding *finding);

#endif
