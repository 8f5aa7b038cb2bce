/* nginx up to 1.22: cookies are an array, and the search for one is given no request. */
#include <ngx_config.h>
#include <ngx_core.h>
#include <ngx_http.h>

ngx_int_t ngx_http_shop_session(ngx_http_request_t *r)
{
    ngx_str_t name = ngx_string("session"), value;
    if (ngx_http_parse_multi_header_lines(&r->headers_in.cookies, &name, &value) == NGX_DECLINED)
        return NGX_HTTP_FORBIDDEN;
    ngx_log_error(NGX_LOG_INFO, r->connection->log, 0, "session %s", value.data);
    return NGX_OK;
}
