/* An nginx module: a handler of locations with what it reads, what it copies and what it answers.
 */
#include <ngx_config.h>
#include <ngx_core.h>
#include <ngx_http.h>

/* The request line and what the parser leaves behind, as texts and as places in the buffer. */
static void log_request(ngx_http_request_t *r)
{
    ngx_log_t *log = r->connection->log;
    ngx_log_error(NGX_LOG_INFO, log, 0, "%V?%V (%V)", &r->uri, &r->args, &r->unparsed_uri);
    ngx_log_error(NGX_LOG_INFO, log, 0, "%s, %s", r->uri.data, r->args.data);
    ngx_log_debug1(NGX_LOG_DEBUG_HTTP, log, 0, "starts with %s", r->uri_start);
    ngx_log_error(NGX_LOG_INFO, log, 0, "user %s for %s", r->headers_in.user.data,
                  r->headers_in.server.data);
}

/* All headers, part by part. */
static ngx_str_t *find_header(ngx_http_request_t *r, const char *name)
{
    ngx_list_part_t *part = &r->headers_in.headers.part;
    ngx_table_elt_t *header = part->elts;
    for (ngx_uint_t i = 0; /* void */; i++) {
        if (i >= part->nelts) {
            if (part->next == NULL)
                break;
            part = part->next;
            header = part->elts;
            i = 0;
        }
        if (ngx_strcasecmp(header[i].key.data, (u_char *)name) == 0)
            return &header[i].value;
    }
    return NULL;
}

/* The body, once it is read: one buffer, or a chain of them. */
static ngx_str_t copy_body(ngx_http_request_t *r)
{
    ngx_str_t body = ngx_null_string;
    size_t size = 0;
    if (r->request_body == NULL || r->request_body->bufs == NULL)
        return body;
    for (ngx_chain_t *in = r->request_body->bufs; in; in = in->next)
        size += (size_t)(in->buf->last - in->buf->pos);
    body.data = ngx_pnalloc(r->pool, size);
    if (body.data == NULL)
        return body;
    u_char *p = body.data;
    for (ngx_chain_t *in = r->request_body->bufs; in; in = in->next)
        p = ngx_cpymem(p, in->buf->pos, in->buf->last - in->buf->pos);
    body.len = size;
    return body;
}

static u_char *first_bytes(ngx_http_request_t *r)
{
    ngx_buf_t *buf = r->request_body->bufs->buf;
    u_char *one = r->request_body->buf->pos, *other = r->request_body->bufs->buf->pos;
    return ngx_copy(one, other, buf->last - buf->pos);
}

static ngx_int_t find_cookie(ngx_http_request_t *r, ngx_str_t *value)
{
    ngx_str_t name = ngx_string("session");
    if (ngx_http_parse_multi_header_lines(r, r->headers_in.cookie, &name, value) == NULL)
        return NGX_DECLINED;
    ngx_log_error(NGX_LOG_INFO, r->connection->log, 0, "session %s", value->data);
    return NGX_OK;
}

/* The value of an argument, without its escapes. */
static ngx_int_t find_name(ngx_http_request_t *r, ngx_str_t *name)
{
    ngx_str_t raw;
    if (ngx_http_arg(r, (u_char *)"name", 4, &raw) != NGX_OK)
        return NGX_DECLINED;
    u_char *from = raw.data, *to = ngx_pnalloc(r->pool, raw.len);
    if (to == NULL)
        return NGX_ERROR;
    name->data = to;
    ngx_unescape_uri(&to, &from, raw.len, 0);
    name->len = (size_t)(to - name->data);
    ngx_str_t code, plain;
    code.data = raw.data, code.len = raw.len;
    plain.data = ngx_pcalloc(r->pool, ngx_base64_decoded_length(code.len));
    ngx_decode_base64(&plain, &code);
    return NGX_OK;
}

static u_char *copies(ngx_http_request_t *r, ngx_str_t *text)
{
    u_char *copy = ngx_pstrdup(r->pool, text), *other = ngx_palloc(r->pool, text->len);
    u_char small[64];
    ngx_memcpy(other, copy, text->len);
    ngx_memmove(other + 1, other, text->len - 1);
    ngx_movemem(other, copy, text->len);
    ngx_cpystrn(small, copy, sizeof small);
    ngx_strlow(small, copy, sizeof small);
    ngx_sprintf(other, "%s;", small);
    ngx_snprintf(small, sizeof small, "%s", copy);
    ngx_slprintf(small, small + sizeof small, "%V", text);
    return other;
}

static u_char *found(u_char *text, u_char *last)
{
    u_char *slash = ngx_strlchr(text, last, '/');
    u_char *query = (u_char *)ngx_strstr(text, "?"), *part = (u_char *)ngx_strchr(text, '#');
    u_char *dots = ngx_strnstr(text, "..", 64);
    return dots ? dots : query ? query : part ? part : slash;
}

/* What is put into an answer is made harmless first. */
static u_char *escaped(ngx_http_request_t *r, ngx_str_t *text)
{
    size_t more = 2 * ngx_escape_uri(NULL, text->data, text->len, NGX_ESCAPE_URI_COMPONENT);
    u_char *url = ngx_alloc(text->len + more, r->connection->log);
    ngx_escape_uri(url, text->data, text->len, NGX_ESCAPE_URI_COMPONENT);
    more = ngx_escape_html(NULL, text->data, text->len);
    u_char *page = ngx_calloc(text->len + more, r->connection->log);
    ngx_escape_html(page, text->data, text->len);
    return text->len > 8 ? page : url;
}

static ngx_int_t files(ngx_http_request_t *r, ngx_str_t *path, ngx_open_file_info_t *of)
{
    ngx_http_core_loc_conf_t *clcf = ngx_http_get_module_loc_conf(r, ngx_http_core_module);
    ngx_file_info_t info;
    ngx_fd_t fd = ngx_open_file(path->data, NGX_FILE_RDONLY, NGX_FILE_OPEN, 0);
    if (fd == NGX_INVALID_FILE || ngx_file_info(path->data, &info) == NGX_FILE_ERROR)
        return NGX_HTTP_NOT_FOUND;
    ngx_create_dir(path->data, 0700);
    ngx_rename_file(path->data, "/var/spool/shop/last");
    ngx_delete_file(path->data);
    return ngx_open_cached_file(clcf->open_file_cache, path, of, r->pool);
}

/* Answers: a chain of buffers, a text that is known, another place. */
static ngx_int_t send_text(ngx_http_request_t *r, ngx_str_t *text)
{
    ngx_chain_t out;
    ngx_buf_t *b = ngx_calloc_buf(r->pool);
    r->headers_out.status = NGX_HTTP_OK;
    r->headers_out.content_length_n = (off_t)text->len;
    ngx_http_send_header(r);
    b->pos = text->data;
    b->start = b->pos;
    b->last = text->data + text->len;
    b->memory = 1;
    b->last_buf = 1;
    out.buf = b;
    out.next = NULL;
    return ngx_http_output_filter(r, &out);
}

static ngx_int_t send_value(ngx_http_request_t *r, ngx_str_t *text)
{
    ngx_str_t type = ngx_string("text/plain");
    ngx_http_complex_value_t value;
    ngx_memzero(&value, sizeof value);
    value.value = *text;
    return ngx_http_send_response(r, NGX_HTTP_OK, &type, &value);
}

static ngx_int_t move(ngx_http_request_t *r, ngx_str_t *to)
{
    ngx_http_clear_location(r);
    if (r->headers_out.location == NULL || r->headers_out.etag == NULL)
        return NGX_ERROR;
    r->headers_out.etag->value = *to;
    r->headers_out.location->value = *to;
    return NGX_HTTP_MOVED_TEMPORARILY;
}

static ngx_int_t move_for_good(ngx_http_request_t *r, ngx_str_t *to)
{
    r->headers_out.location->value.len = to->len;
    r->headers_out.location->value.data = to->data;
    return NGX_HTTP_MOVED_PERMANENTLY;
}

static ngx_int_t ngx_http_shop_handler(ngx_http_request_t *r)
{
    ngx_str_t name = ngx_null_string, cookie = ngx_null_string, target;
    ngx_open_file_info_t of;
    log_request(r);
    if (find_name(r, &name) != NGX_OK || find_cookie(r, &cookie) != NGX_OK)
        return NGX_HTTP_BAD_REQUEST;
    ngx_str_t *agent = find_header(r, "User-Agent"), body = copy_body(r);
    ngx_memzero(&of, sizeof of);
    if (agent && r->headers_in.user_agent)
        ngx_log_error(NGX_LOG_INFO, r->connection->log, 0, "%s %s", agent->data,
                      r->headers_in.user_agent->value.data);
    if (r->headers_in.passwd.data == NULL || files(r, &body, &of) != NGX_OK)
        return NGX_HTTP_FORBIDDEN;
    target.data = found(copies(r, &name), first_bytes(r));
    target.len = ngx_strlen(target.data);
    r->headers_out.status = escaped(r, &target) ? NGX_HTTP_OK : NGX_HTTP_NO_CONTENT;
    if (r->headers_out.status == NGX_HTTP_OK)
        return send_text(r, &target) + send_value(r, &body);
    if (body.len)
        return move(r, &target) == NGX_ERROR ? NGX_ERROR : move_for_good(r, &target);
    return ngx_http_internal_redirect(r, &target, &r->args);
}

static char *ngx_http_shop(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_http_core_loc_conf_t *clcf = ngx_http_conf_get_module_loc_conf(cf, ngx_http_core_module);
    clcf->handler = ngx_http_shop_handler;
    if (conf == NULL)
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0, "\"%V\" stands in the wrong place", &cmd->name);
    return NGX_CONF_OK;
}

static ngx_command_t ngx_http_shop_commands[] = {
    {ngx_string("shop"), NGX_HTTP_LOC_CONF | NGX_CONF_NOARGS, ngx_http_shop, 0, 0, NULL},
    ngx_null_command};

static ngx_http_module_t ngx_http_shop_module_ctx = {NULL, NULL, NULL, NULL,
                                                     NULL, NULL, NULL, NULL};

ngx_module_t ngx_http_shop_module = {NGX_MODULE_V1,
                                     &ngx_http_shop_module_ctx,
                                     ngx_http_shop_commands,
                                     NGX_HTTP_MODULE,
                                     NULL,
                                     NULL,
                                     NULL,
                                     NULL,
                                     NULL,
                                     NULL,
                                     NULL,
                                     NGX_MODULE_V1_PADDING};
