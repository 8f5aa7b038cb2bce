/* The Node-API face of libmerlon_guard. What crosses on a request's way is small: strings in, a
 * number or a string out, no objects and no callbacks; numbers beside the answer lie in one array
 * that JavaScript reads. Objects are made of functions that carry the C object with them, so that
 * nobody can hand a function the wrong one. */
#ifndef MLG_NODE_ADDON_P_H
#define MLG_NODE_ADDON_P_H

#define NAPI_VERSION 8
#include <node_api.h>

#include "merlon_guard.h"

/* ---- arguments ---------------------------------------------------------------------------- */

/* The texts of one call: short ones lie in it, long ones on the heap. */
typedef struct mlg_args {
    napi_env env;
    napi_value value[16];
    size_t count;
    void *data; /* what the function was made with */
    struct mlg_block *blocks;
    size_t used;
    int failed; /* no memory for a text */
    char room[4096];
} mlg_args;

void mlg_args_init(mlg_args *args, napi_env env, napi_callback_info info);
void mlg_args_release(mlg_args *args);

/* The text of an argument, or of any value; NULL when it is none. `len` may be NULL. */
const char *mlg_args_text(mlg_args *args, size_t index, size_t *len);
const char *mlg_args_value(mlg_args *args, napi_value value, size_t *len);
/* The same for a string, a Buffer or a Uint8Array. */
const char *mlg_args_bytes(mlg_args *args, napi_value value, size_t *len);
double mlg_args_number(mlg_args *args, size_t index, double otherwise);
void *mlg_args_memory(mlg_args *args, size_t size); /* lives as long as the arguments */

/* Fields of an options object, for what happens once; absent ones are `otherwise`, NULL, 0. */
napi_value mlg_field(mlg_args *args, napi_value object, const char *name); /* NULL when undefined */
const char *mlg_field_text(mlg_args *args, napi_value object, const char *name, size_t *len);
double mlg_field_number(mlg_args *args, napi_value object, const char *name, double otherwise);
int mlg_field_true(mlg_args *args, napi_value object, const char *name);
const char *const *mlg_field_list(mlg_args *args, napi_value object, const char *name,
                                  size_t *count);

/* ---- results ------------------------------------------------------------------------------ */

napi_value mlg_number(napi_env env, double number);
napi_value mlg_string(napi_env env, const char *text, size_t len);
/* The text that a function of the library wrote, or its negative error. */
napi_value mlg_written(napi_env env, const char *text, int len);

/* A text in the making, on the heap. After a failed add it is `failed` and empty. */
typedef struct mlg_text {
    char *data;
    size_t len, size;
    int failed;
} mlg_text;

void mlg_text_add(mlg_text *text, const char *data, size_t len);
void mlg_text_field(mlg_text *text, const char *data, size_t len); /* with a NUL behind it */
void mlg_text_clear(mlg_text *text);
void mlg_text_release(mlg_text *text);

/* What the library handed over for a response: name NUL value NUL ("+" or "") NUL for each. */
void mlg_text_header(void *text, const char *name, const char *value, int append);

/* ---- objects ------------------------------------------------------------------------------ */

/* Numbers beside an answer, the same array for all calls of a thread. */
enum {
    MLG_STATE_LIMIT,
    MLG_STATE_HITS,
    MLG_STATE_REMAINING,
    MLG_STATE_RESET, /* milliseconds */
    MLG_STATE_RETRY,
    MLG_STATE_DEGRADED,
    MLG_STATE_COUNT
};

typedef struct mlg_instance {
    double *state;
} mlg_instance;

void mlg_state_write(mlg_instance *instance, const mlg_limit_state *state);

/* A C object that several functions carry; freed with the last of them. */
typedef struct mlg_holder {
    mlg_instance *instance;
    void *object;
    void (*end)(void *object);
    size_t functions;
    int64_t outside;  /* bytes that the collector does not see, but is told of */
    mlg_text events;  /* of mlg_event, since they were last taken */
    mlg_text headers; /* of the last call */
    mlg_verdict verdict;
} mlg_holder;

typedef struct mlg_function {
    const char *name;
    napi_callback call;
} mlg_function;

mlg_holder *mlg_holder_new(napi_env env, void (*end)(void *object)); /* NULL: no memory */
/* An object with the functions, which own the holder from here on. NULL when an exception waits. */
napi_value mlg_holder_object(napi_env env, mlg_holder *holder, const mlg_function *functions,
                             size_t count);
void mlg_holder_free(mlg_holder *holder); /* of one that no function carries */
/* Tells the collector what a table takes: unused ones are to go before there are too many. */
void mlg_holder_table(napi_env env, mlg_holder *holder, size_t capacity);
/* The surroundings of an object that reports to its holder. */
mlg_env mlg_holder_env(mlg_holder *holder);

/* Adds functions to the addon's exports. */
int mlg_export(napi_env env, napi_value exports, const mlg_function *functions, size_t count);

/* Makes an error of the library a JavaScript one, with the number as `errno`. */
napi_value mlg_throw(napi_env env, int error, const char *what);

int mlg_tools_export(napi_env env, napi_value exports);
int mlg_web_export(napi_env env, napi_value exports);
int mlg_limit_export(napi_env env, napi_value exports);
int mlg_csrf_export(napi_env env, napi_value exports);
int mlg_policy_export(napi_env env, napi_value exports);

/* Options that several objects take. */
void mlg_limit_read(mlg_args *args, napi_value object, mlg_limit_options *options);
void mlg_csrf_read(mlg_args *args, napi_value object, mlg_csrf_options *options);
void mlg_cors_read(mlg_args *args, napi_value object, mlg_cors_options *options);

/* A policy of "directive TAB sources LF" lines; NULL with `error` set. */
mlg_csp *mlg_csp_read(const char *lines, int with_defaults, int *error);

#endif
