/* routes, private: what a router keeps while it reads a file. */
#ifndef MLN_ROUTES_ROUTES_P_H
#define MLN_ROUTES_ROUTES_P_H

#include "routes/routes.h"

/* Middleware of all that is registered later on `target`. */
typedef struct {
    uint32_t call;
    uint32_t target;
    mln_str path;
    const uint32_t *chain;
    uint32_t chain_count;
} mln_use;

/* `router` is mounted on `target`. */
typedef struct {
    uint32_t router;
    uint32_t target;
    uint32_t call;
    const uint32_t *chain; /* what stands before it in that call */
    uint32_t chain_count;
} mln_mount;

struct mln_router {
    const mln_resolution *resolution;
    mln_route_sets sets;
    mln_arena *arena;
    MLN_VEC(mln_route)
    routes;
    MLN_VEC(mln_use)
    uses;
    MLN_VEC(mln_mount)
    mounts;
    MLN_VEC(uint32_t)
    chain;
    MLN_VEC(uint8_t)
    seen; /* functions that were reached */
    MLN_VEC(uint32_t)
    queue;
    mln_buf text;
};

/* What a role of an argument speaks of: the argument, or a property of the object it is.
 * MLN_FLOW_NONE: the object has no such property. */
uint32_t mln_router_get_property(const mln_resolution *resolution, uint32_t value,
                                 const mln_api_role *role);

/* The last name of what a CALL calls (`app.get`: get), a symbol; 0 for none. */
uint32_t mln_router_get_callee(const mln_facts *facts, uint32_t call);

bool mln_router_has_call_role(const mln_resolution *resolution, uint32_t call, uint32_t set);

#endif
