/*
 * The service that the example servers offer: a form, a login and a search on sqlite, hardened by
 * one policy. The files beside this one bring it to libmicrohttpd, CivetWeb and FastCGI; attack.py
 * attacks them.
 */
#ifndef SERVICE_H
#define SERVICE_H

#include "merlon_guard.h"

#include <sqlite3.h>

#define SERVICE_BODY_MAX 4096 /* of a request */
#define SERVICE_HEADERS_MAX 40

typedef struct service {
    mlg_policy *policy; /* NULL: bare, to show that the attacks are some */
    sqlite3 *db;
} service;

/* What a server knows of a request. */
typedef struct service_request {
    mlg_request guard; /* session, account and csrf_token are filled in by the service */
    const char *query; /* after the `?` */
    const char *body;  /* of a form */
} service_request;

typedef struct service_response {
    int status;
    const char *type;
    char body[16384];
    size_t body_len;
    struct {
        const char *name;
        char value[1024];
    } header[SERVICE_HEADERS_MAX];
    char names[SERVICE_HEADERS_MAX][64];
    size_t header_count;
} service_response;

/* Opens the database in memory with two users and some goods; the table of the limit is
 * FOLDER/limit. */
int service_init(service *self, const char *folder, int bare);
void service_release(service *self);
void service_handle(service *self, service_request *request, service_response *response);

/* The process ends after a minute, whatever happens. */
void service_limit_life(void);

#endif
