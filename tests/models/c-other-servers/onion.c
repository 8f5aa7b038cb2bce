/* Onion. */
#include <onion/block.h>
#include <onion/codecs.h>
#include <onion/dict.h>
#include <onion/onion.h>
#include <onion/request.h>
#include <onion/response.h>
#include <onion/shortcuts.h>
#include <onion/url.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static onion_connection_status on_page(void *data, onion_request *req, onion_response *res)
{
    const char *name = onion_request_get_query(req, "name");
    const char *sort = onion_request_get_queryd(req, "sort", "price");
    const char *note = onion_request_get_post(req, "note");
    const char *color = onion_dict_get(onion_request_get_post_dict(req), "color");
    char *page = onion_html_quote(name);
    const char *copy = onion_html_quote_dup(note);
    onion_response_set_header(res, "X-Shop", data);
    onion_response_write0(res, page ? page : name);
    onion_response_write(res, copy, strlen(copy));
    onion_response_printf(res, "%s %s", sort, color);
    free(page), free((char *)copy);
    return OCS_PROCESSED;
}

static onion_connection_status on_file(void *data, onion_request *req, onion_response *res)
{
    printf("%s, %s by %s, %s\n", onion_request_get_path(req), onion_request_get_fullpath(req),
           onion_request_get_header(req, "User-Agent"), onion_request_get_cookie(req, "session"));
    if (onion_request_get_file(req, "picture") == NULL && data == NULL)
        return onion_shortcut_redirect("/", req, res);
    const onion_block *body = onion_request_get_data(req);
    const onion_dict *query = onion_request_get_query_dict(req);
    const onion_dict *from = onion_request_get_header_dict(req);
    printf("%s, %s\n", onion_dict_get(query, "sort"), onion_dict_get(from, "Referer"));
    printf("%s\n", onion_dict_get(onion_request_get_cookies_dict(req), "last"));
    printf("%s\n", onion_dict_get(onion_request_get_file_dict(req), "picture"));
    if (onion_block_data(body) == NULL)
        return onion_shortcut_response("<p>nothing came</p>", 400, req, res);
    return onion_shortcut_response_file("/srv/www/thanks.html", req, res);
}

int main(void)
{
    onion *server = onion_new(O_POOL);
    onion_url *urls = onion_root_url(server);
    onion_url_add(urls, "page", on_page);
    onion_url_add(urls, "file", on_file);
    onion_listen(server);
    onion_free(server);
    return 0;
}
