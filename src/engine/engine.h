/* engine: rules and files in, a run record out.
 *
 * Files are parsed, named and matched one by one on all cores, the largest first; what comes out is
 * sorted, so that the record is the same for any number of threads. The engine prints nothing.
 */
#ifndef MLN_ENGINE_ENGINE_H
#define MLN_ENGINE_ENGINE_H

#include "base/status.h"
#include "finding/run.h"
#include "ruleset/model.h"
#include "ruleset/rule.h"

typedef struct {
    const char *fs_path; /* to open */
    mln_str path;        /* to show */
    uint64_t bytes;
    bool explicit_path; /* named on the command line: never skipped as minified or generated */
} mln_engine_file;

typedef enum { MLN_TESTS_OFF, MLN_TESTS_LOW, MLN_TESTS_FULL } mln_tests_mode;

/* How far values are followed: not at all (rules of mode taint and option do not run), within a
 * function, through the calls of a file. */
typedef enum { MLN_REACH_FILE, MLN_REACH_FUNCTION, MLN_REACH_OFF } mln_reach;

typedef struct {
    const mln_engine_file *files;
    uint32_t file_count;
    /* When set, one source with this text is scanned instead of files. */
    const mln_str *stdin_text;
    mln_str stdin_path;
    uint32_t jobs; /* threads; 0: one a processor */
    uint64_t max_file_bytes;
    mln_tests_mode tests;
    mln_reach flow;
    mln_precision precision; /* least of the sources and sinks of models that a finding rests on */
    bool profile;            /* note what each rule costs */
    bool ignore_paths;       /* a rule's `paths:` is not applied (`merlon test`) */
    /* Called now and then from the calling thread or a worker; may be NULL. */
    void (*progress)(void *context, uint32_t done, uint32_t total);
    void *progress_context;
} mln_engine_options;

/* Compiled rules; immutable, shared by all threads. */
typedef struct mln_engine mln_engine;

/* Compiles the rules that are ready; `models` (may be NULL) say what their sets are. A pattern that
 * does not parse is an error in `diags` and MLN_SYNTAX is returned; with it the engine is made all
 * the same, without that rule. A rule that cannot run is marked MLN_RULE_REFUSED. `rules` and
 * `models`, which are finished, must outlive the engine. `jobs` is the number of threads, 0 one a
 * processor; it makes no other difference. */
MLN_CHECK_RESULT mln_status mln_engine_new(mln_engine **engine, mln_ruleset *rules,
                                           const mln_models *models, uint32_t jobs,
                                           mln_diags *diags);
void mln_engine_free(mln_engine *engine);

/* Whether files in no language are read too, for rules about text or secrets. */
bool mln_engine_reads_text(const mln_engine *engine);

/* Scans. `run` is empty at the start; cards, files, findings, remarks, notifications and counts are
 * filled in and sorted. Skips found while reading are added to those already there. */
void mln_engine_scan(const mln_engine *engine, const mln_engine_options *options, mln_run *run);

#endif
