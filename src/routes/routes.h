/* routes: what a server is, as one file sets it up: routes, and what stands before each handler.
 *
 * Setup code is followed in order: an app or router is a value; registering calls append to it.
 * What registers is said by models, as `calls:` of these sets:
 *
 *   route.handle     app.get('/x', a, b, handler): an optional path, then middleware, the last is
 * the handler; the method is the callee's name route.path       app.route('/x'): what is registered
 * on its result has this path route.use        app.use('/x', a, b): middleware of all that is
 * registered later on the same value; a router among them is mounted there route.object
 * server.route({…}): values in it that have the roles below route.decorator  @Post('login') on a
 * method route.group      @Controller('auth') on its class
 *
 * and, on values, as `sanitizers:` of route.object: `object.path`, `object.method`,
 * `object.handler`.
 *
 * A control is a value in the chain that has the role `control.<id>` (as sanitizer: what is
 * middleware; as sink: a property that is given; as call: what a handler calls itself), or a
 * function of the file that can answer with the control's status.
 */
#ifndef MLN_ROUTES_ROUTES_H
#define MLN_ROUTES_ROUTES_H

#include "base/regex.h"
#include "flow/resolve.h"

typedef struct {
    uint32_t call;         /* the value that registers it */
    uint32_t target;       /* whose it is: where the app or router comes from; MLN_FLOW_NONE */
    mln_str method;        /* as the callee is named, or as given; empty when not known */
    mln_str path;          /* constant parts, `*` for others; empty when not known */
    uint32_t handler;      /* value; MLN_FLOW_NONE */
    const uint32_t *chain; /* values that run before the handler, outermost first; what is in arrays
                              and objects given is taken apart */
    uint32_t chain_count;
    bool open; /* its router is not made here or is handed on: more may stand before it */
} mln_route;

typedef struct {
    const mln_resolution *resolution;
    const mln_route *list; /* in order of registration */
    uint32_t count;
} mln_routes;

/* The numbers of the sets above in an api. */
typedef struct {
    uint32_t handle, path, use, object, decorator, group, root, object_path, object_method,
        object_handler;
} mln_route_sets;

void mln_route_sets_init(mln_route_sets *sets, const mln_api *api);

/* Memory kept from file to file; one a thread. */
typedef struct mln_router mln_router;
mln_router *mln_router_new(void);
void mln_router_free(mln_router *router);

/* All routes of a file; they live in `arena`. */
void mln_router_find(mln_router *router, const mln_resolution *resolution,
                     const mln_route_sets *sets, mln_arena *arena, mln_routes *routes);

/* What makes a control, beside roles of models. */
typedef struct {
    const uint32_t *sets; /* control sets, of any role */
    uint32_t set_count;
    uint32_t global;         /* set of calls that give it to the whole server */
    const mln_str *statuses; /* numbers it answers with: "429" */
    uint32_t status_count;
    const mln_regex *names; /* of things of other files that cannot be looked into; or NULL */
} mln_route_control;

/* The value that proves that the control holds before or in the handler of `route`; MLN_FLOW_NONE
 * when nothing does. */
uint32_t mln_router_find_control(mln_router *router, const mln_routes *routes,
                                 const mln_route *route, const mln_route_control *control,
                                 mln_regex_matcher *matcher);

/* What is looked for in a handler. */
typedef struct {
    const uint32_t *sets;
    uint32_t set_count;
    const mln_regex *named;        /* or a call of something with such a name; or NULL */
    const mln_regex *not_argument; /* not a call with such a text as first argument; or NULL */
    mln_regex_matcher *matcher;
} mln_route_wanted;

/* The first value by which the handler, or what stands before it, has a role of one of these sets
 * (a sink, a call, whatever); through the functions of the file that it calls. MLN_FLOW_NONE: none.
 */
uint32_t mln_router_find_reached(mln_router *router, const mln_routes *routes,
                                 const mln_route *route, const mln_route_wanted *wanted,
                                 const mln_api_role **role);

/* Whether the handler is called like that: the function, or what another file gives under the name,
 * also where it stands in a call (`wrap(login)`, `login()`). */
bool mln_router_is_handler_named(const mln_routes *routes, const mln_route *route,
                                 const mln_regex *names, mln_regex_matcher *matcher);

/* Whether something that runs before the handler has such a name. */
bool mln_router_is_behind(const mln_routes *routes, const mln_route *route, const mln_regex *names,
                          mln_regex_matcher *matcher);

/* Whether the file hands this control to everything: `use` without a path on an app or router. For
 * what other files ask. */
bool mln_router_has_global(mln_router *router, const mln_routes *routes,
                           const mln_route_control *control, mln_regex_matcher *matcher);

#endif
