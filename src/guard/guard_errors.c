#include "answer_p.h"

#include <string.h>

const char *mlg_status_text(int status)
{
    static const struct {
        int status;
        const char *text;
    } known[] = {
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {408, "Request Timeout"},
        {409, "Conflict"},
        {410, "Gone"},
        {413, "Content Too Large"},
        {414, "URI Too Long"},
        {415, "Unsupported Media Type"},
        {422, "Unprocessable Content"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {500, "Internal Server Error"},
        {501, "Not Implemented"},
        {502, "Bad Gateway"},
        {503, "Service Unavailable"},
        {504, "Gateway Timeout"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].status == status)
            return known[i].text;
    return "Error";
}

/* Where a media type stands in an Accept header, or SIZE_MAX. Quality is not weighed: who names
 * both is a program that can read either. */
static size_t position(const char *accept, const char *type)
{
    size_t type_len = strlen(type), len = strlen(accept);
    for (size_t i = 0; i + type_len <= len; i++)
        if (mlg_same(accept + i, type_len, type))
            return i;
    return SIZE_MAX;
}

const char *mlg_answer_write(int status, const char *id, const char *accept, char *out, size_t size,
                             size_t *len)
{
    size_t json = accept ? position(accept, "json") : 0,
           html = accept ? position(accept, "text/html") : SIZE_MAX;
    size_t plain = accept ? position(accept, "text/plain") : SIZE_MAX;
    const char *text = mlg_status_text(status), *type = "application/json; charset=utf-8";
    mlg_out o;
    mlg_out_init(&o, out, size);
    if (html < json && html <= plain) {
        type = "text/html; charset=utf-8";
        mlg_out_text(&o, "<!doctype html><meta charset=\"utf-8\"><title>");
        mlg_out_text(&o, text);
        mlg_out_text(&o, "</title><h1>");
        mlg_out_text(&o, text);
        mlg_out_text(&o, "</h1>");
        if (id) {
            mlg_out_text(&o, "<p>Error number ");
            mlg_out_text(&o, id);
            mlg_out_text(&o, "</p>");
        }
        mlg_out_byte(&o, '\n');
    } else if (plain < json) {
        type = "text/plain; charset=utf-8";
        mlg_out_text(&o, text);
        if (id) {
            mlg_out_text(&o, "\nError number ");
            mlg_out_text(&o, id);
        }
        mlg_out_byte(&o, '\n');
    } else {
        mlg_out_text(&o, "{\"error\":\"");
        mlg_out_text(&o, text);
        if (id) {
            mlg_out_text(&o, "\",\"id\":\"");
            mlg_out_text(&o, id);
        }
        mlg_out_text(&o, "\"}\n");
    }
    int written = mlg_out_end(&o);
    *len = written < 0 ? 0 : (size_t)written;
    return type;
}

int mlg_error_answer(const mlg_env *env, int status, const char *detail, size_t detail_len,
                     const mlg_request *request, mlg_answer *out)
{
    mlg_env own;
    if (!out)
        return MLG_ERR_ARGUMENT;
    memset(out, 0, sizeof *out);
    int error = mlg_env_init(&own, env);
    out->status = status >= 400 && status <= 599 ? status : 500;
    int id_len = error ? error : mlg_random_token(16, out->id, sizeof out->id);
    out->content_type =
        mlg_answer_write(out->status, id_len > 0 ? out->id : NULL, request ? request->accept : NULL,
                         out->body, sizeof out->body, &out->body_len);
    if (error || id_len < 0)
        return error ? error : id_len;
    mlg_event event = {0};
    event.outcome = MLG_EVENT_ERROR;
    event.control = "safe-errors";
    event.reason = mlg_status_text(out->status);
    event.id = out->id;
    event.detail = detail ? detail : "";
    event.detail_len = detail ? detail_len : 0;
    if (request) {
        event.client = request->client;
        event.method = request->method;
        event.path = request->path;
    }
    mlg_env_log(&own, &event);
    return MLG_OK;
}
