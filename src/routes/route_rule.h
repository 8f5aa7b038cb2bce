/* route_rule: the rules of mode route: which routes lack a control.
 *
 * A rule says which routes it speaks of (what their handlers reach, their method and path) and
 * which control must hold before or in the handler. What one file cannot know is said: whether a
 * route is open (its router is given out, so other files may put the control before it), and
 * whether the file gives the control to everything; who runs the rules brings both together.
 */
#ifndef MLN_ROUTES_ROUTE_RULE_H
#define MLN_ROUTES_ROUTE_RULE_H

#include "routes/routes.h"

/* An entry of `routes:`: all that is written in it must hold. */
typedef struct {
    const mln_str *methods; /* in small letters; none: any */
    uint32_t method_count;
    const mln_regex *path; /* NULL: any. A route without a known path fits none but that */
    const mln_regex *not_path;
    const mln_str *reaches; /* sets; none: anything */
    uint32_t reach_count;
    const mln_regex *named;        /* or calls of something with such a name; NULL: none */
    const mln_regex *handler;      /* what the handler itself is called; NULL: anything */
    const mln_regex *not_behind;   /* nothing before it has such a name; or NULL */
    const mln_regex *not_argument; /* not a call with such a text as first argument; or NULL */
} mln_route_filter;

/* A rule as read (ruleset/rule.h). */
typedef struct {
    mln_lang_set langs;
    const mln_route_filter *filters; /* one must fit */
    uint32_t filter_count;
    mln_str control;         /* "rate-limit": the sets `control.rate-limit` */
    const mln_str *statuses; /* "429" */
    uint32_t status_count;
    const mln_regex *names; /* NULL: no name is evidence */
    bool anywhere;          /* any file of the scan that gives the control to everything will do */
} mln_route_rule;

/* Functions of the scanned code that somebody says are a control. */
typedef struct {
    mln_str control;
    mln_str name;
} mln_route_declared;

/* Rules made ready for an api. Immutable, shared by threads. At most 64 rules. */
typedef struct mln_route_program mln_route_program;

#define MLN_ROUTE_RULES_MAX 64u

/* `rules[i]`, the api and the texts must outlive it. */
mln_route_program *mln_route_program_new(const mln_api *api, const mln_route_rule *const *rules,
                                         uint32_t count, const mln_route_declared *declared,
                                         uint32_t declared_count);
void mln_route_program_free(mln_route_program *program);

/* Whether a file can have routes at all. */
bool mln_route_program_may(const mln_route_program *program, const mln_api_filter *filter);

typedef struct {
    uint32_t rule; /* index of the program's rules */
    const mln_route *route;
    uint32_t reached;         /* the value by which it fits; MLN_FLOW_NONE: by its path alone */
    const mln_api_role *role; /* of it, or NULL */
} mln_route_hit;

/* The routes that lack a rule's control, by rule and order of registration; in `arena`. `*global`:
 * a bit for each rule whose control the file gives to everything. */
void mln_route_find(mln_router *router, const mln_route_program *program,
                    const mln_resolution *resolution, mln_regex_matcher *matcher, mln_arena *arena,
                    const mln_route_hit **hits, uint32_t *count, uint64_t *global);

#endif
