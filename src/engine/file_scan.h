/* file_scan: one worker's way through one file: read, parse, name, match, record. */
#ifndef MLN_ENGINE_FILE_SCAN_H
#define MLN_ENGINE_FILE_SCAN_H

#include "engine/engine.h"
#include "names/names.h"
#include "pattern/program.h"
#include "secrets/secrets.h"
#include "syntax/parse.h"

struct mln_engine_taint;
struct mln_option_gate;

/* A rule as it runs. */
typedef struct {
    const mln_rule *rule;
    const mln_compiled *ecma; /* of a search; NULL when the rule is not for these languages */
    const mln_compiled *c;
    const mln_compiled *text; /* of a search in files of any kind: then these two are NULL */
    const struct mln_engine_taint *taint; /* of a taint rule; NULL otherwise */
    const struct mln_option_gate *gates;  /* of an option rule: one a way */
    uint32_t gate_count;
    uint32_t card; /* index into the run's cards */
} mln_engine_rule;

struct mln_record_word;
struct mln_taint;

struct mln_engine {
    mln_program *program;
    MLN_VEC(mln_engine_rule)
    rules;
    uint32_t refused;
    uint32_t other_language;
    bool has_flow; /* some rule is about the flow of values */
    bool has_text; /* some rule is about text of any kind */
    const mln_ruleset *ruleset;
    const mln_api *api;
    mln_api *own_api; /* the same, when there are no models */
    mln_arena arena;  /* of taint rules */
    MLN_VEC(uint32_t)
    options; /* the rules of mode option, in the order of the program */
    mln_option_program *option_program;
    MLN_VEC(uint32_t)
    routes; /* the rules of mode route, likewise */
    mln_route_program *route_program;
    MLN_VEC(uint32_t)
    detectors;            /* the rules of mode secret, likewise */
    mln_secrets *secrets; /* NULL when there is none */
};

/* What one thread keeps from file to file. */
typedef struct {
    const mln_engine *engine;
    const mln_engine_options *options;
    mln_source source;
    mln_parser *parser;
    mln_tree tree;
    mln_names names;
    mln_evaluator *evaluator;
    struct mln_taint *taint;            /* made when it is needed */
    mln_secret_scanner *secret_scanner; /* likewise */
    MLN_VEC(mln_span)
    secrets;       /* of this file */
    uint32_t file; /* the one being scanned: index into the run's files */
    mln_buf text;
    MLN_VEC(struct mln_record_word)
    words; /* engine/record.h */
    MLN_VEC(uint32_t)
    lines;       /* of this file's findings, for their hashes */
    mln_run run; /* what this thread has found */
} mln_file_scan;

void mln_file_scan_init(mln_file_scan *scan, const mln_engine *engine,
                        const mln_engine_options *options);
void mln_file_scan_release(mln_file_scan *scan);

/* Runs a compiled search on the file the evaluator is at, and records what it finds. */
void mln_file_scan_search(mln_file_scan *scan, const mln_engine_rule *rule,
                          const mln_compiled *compiled);

/* Whether the rule's `paths:` let it look at the file. */
bool mln_file_scan_wants(const mln_file_scan *scan, const mln_rule *rule);

/* Reads, parses and names a file, and notes it in the record. False when it is not analysed: it is
 * a skip then. */
bool mln_file_scan_open(mln_file_scan *scan, const mln_engine_file *file);

/* Scans one file, or the standard input of the options when `file` is NULL. */
void mln_file_scan_run(mln_file_scan *scan, const mln_engine_file *file);

#endif
