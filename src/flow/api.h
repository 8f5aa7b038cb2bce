/* api: what is known of libraries, compiled: API paths as one automaton.
 *
 * An API path says how a value is come by (CodeQL's API graphs are the idea: Feldthaus et al. for
 * the call graph, type tracking for values): `express().get(1..).param(0)` is the first parameter
 * of a handler. All paths of all models share one automaton; a value of the code is in some of its
 * states (flow/resolve.h). The grammar and the roles are described in rules/README.md.
 */
#ifndef MLN_FLOW_API_H
#define MLN_FLOW_API_H

#include "base/diag.h"
#include "base/status.h"
#include "base/strtab.h"
#include "base/vec.h"
#include "files/lang.h"

typedef enum {
    MLN_API_SOURCE,
    MLN_API_SINK,
    MLN_API_SANITIZER, /* of the value itself: a call's result, a parameter … */
    MLN_API_GUARD,     /* an argument of a call whose truth (or falsehood) cleans it */
    MLN_API_FLOW,      /* a propagator of a call */
    MLN_API_CALL,      /* a callee that rules of mode option and route speak of */
    MLN_API_ROLE_COUNT
} mln_api_role_kind;

/* One thing a model says of the values in one state. */
typedef struct {
    mln_api_role_kind kind;
    uint32_t set;    /* of the api's sets ("sql.query"); FLOW has none */
    uint32_t path;   /* SINK: index + 1 into `key_lists`: the property of the value that counts; 0:
                        itself. Keys as below */
    bool deep;       /* SINK: and whatever is in it */
    bool when_false; /* GUARD: it is clean where the call is false */
    uint8_t precision; /* an mln_precision: 0 low … 3 very high */
    uint8_t format;    /* FLOW: argument + 1 that is a format of C (flow/format.h); 0: none */
    /* FLOW: ports of the call the state is a callee of. */
    struct mln_api_port {
        uint32_t port, param, path;
        uint8_t where;
    } from, to;
    mln_str package; /* of the model */
    uint32_t entry;  /* the caller's number of what it was written as; 0: none */
} mln_api_role;

/* mln_api_port.where */
enum {
    MLN_API_PORT_ARG, /* argument `port`; MLN_API_ANY_PORT: each */
    MLN_API_PORT_RECEIVER,
    MLN_API_PORT_RETURN,
    MLN_API_PORT_PARAM, /* parameter `param` of the function that is argument `port` */
    MLN_API_PORT_RESULT /* what the function that is argument `port` returns */
};
#define MLN_API_ANY_PORT UINT32_MAX

/* Keys in a key list that are no names: an element, and any property. */
#define MLN_API_KEY_ELEMENT "[]"
#define MLN_API_KEY_ANY "*"

typedef struct mln_api mln_api;

mln_api *mln_api_new(void);
void mln_api_free(mln_api *api);

/* Adds one path with what it says, as written in a model: `package` as of the model, "" for the
 * language itself. Of `role` the kind, the set, when_false, precision, package and entry are read;
 * the path says the rest, and `deep` holds when either says so. Texts are copied. `error` gets a
 * line why it is no path, NUL-terminated (MLN_SYNTAX), `*offset` where. */
MLN_CHECK_RESULT mln_status mln_api_add(mln_api *api, mln_lang_set langs, mln_str package,
                                        mln_str path, const mln_api_role *role, char *error,
                                        size_t error_size, uint32_t *offset);

/* Names a set of paths as a type that other paths begin with: `client: [Pool(), Client()]`. */
MLN_CHECK_RESULT mln_status mln_api_add_type(mln_api *api, mln_lang_set langs, mln_str package,
                                             mln_str type, mln_str path, char *error,
                                             size_t error_size, uint32_t *offset);

/* Number of a set by name, made if new. */
uint32_t mln_api_add_set(mln_api *api, mln_str name);
/* UINT32_MAX when no model has it. */
uint32_t mln_api_find_set(const mln_api *api, mln_str name);

/* Makes the automaton; nothing is added after it. Then it may be shared by threads. */
void mln_api_freeze(mln_api *api);

/* After the freeze: the `index`th (from 0) type that a path begins with and no model has, as
 * `package#type`, and one that may be meant ("" for none); false when there are no more. */
bool mln_api_get_unknown(const mln_api *api, uint32_t index, mln_str *type, mln_str *suggestion);

/* A cheap test of a whole file, before anything is made of it: which sets can it have roles of? A
 * set is possible when the file's strings hold all literals of one of its paths: the package, as a
 * text, and property names, types, parameter names of a shape; for a type, those of one of the
 * type's paths.
 * What is not possible never comes out of mln_resolver_run for this file alone. */
typedef struct mln_api_filter mln_api_filter;

/* One a thread; of a frozen api. */
mln_api_filter *mln_api_filter_new(const mln_api *api);
void mln_api_filter_free(mln_api_filter *filter);

/* `names`: the string table of the file's tree. `texts`: a bit set by its ids of those that are a
 * text of the file, not a name alone; NULL: all. Linear in the strings, at some nanoseconds each.
 */
void mln_api_filter_load(mln_api_filter *filter, mln_lang lang, const mln_strtab *names,
                         const uint64_t *texts);

/* Of the file loaded last. `set` UINT32_MAX is never possible. */
bool mln_api_filter_may(const mln_api_filter *filter, mln_api_role_kind kind, uint32_t set);

#endif
