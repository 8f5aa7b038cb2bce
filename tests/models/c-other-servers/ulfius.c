/* Ulfius. */
#include <jansson.h>
#include <orcania.h>
#include <stdio.h>
#include <ulfius.h>

static int on_page(const struct _u_request *request, struct _u_response *response, void *data)
{
    const char *name = u_map_get(request->map_url, "name");
    const char *agent = u_map_get_case(request->map_header, "user-agent");
    const char *last = u_map_get(request->map_cookie, "last");
    printf("%s %s, %s: %s\n", request->http_verb, request->http_url, request->url_path, agent);
    if (request->auth_basic_user == NULL || request->auth_basic_password == NULL)
        return U_CALLBACK_UNAUTHORIZED;
    u_map_put(response->map_header, "Content-Type", "text/plain");
    ulfius_add_header_to_response(response, "X-Shop", data);
    ulfius_add_cookie_to_response(response, "last", "page", NULL, 3600, NULL, "/", 1, 1);
    char *line = msprintf("%s, %s", name, last), *copy = o_strdup(line);
    ulfius_set_string_body_response(response, 200, copy);
    o_free(line), o_free(copy);
    return U_CALLBACK_CONTINUE;
}

static int on_upload(const struct _u_request *request, struct _u_response *response, void *data)
{
    json_error_t error;
    json_t *body = ulfius_get_json_body_request(request, &error);
    if (body == NULL && data == NULL)
        puts(u_map_get(request->map_post_body, "note"));
    ulfius_set_binary_body_response(response, 200, request->binary_body,
                                    request->binary_body_length);
    if (body)
        ulfius_set_json_body_response(response, 200, body);
    json_decref(body);
    return U_CALLBACK_CONTINUE;
}

int main(void)
{
    struct _u_instance instance;
    if (ulfius_init_instance(&instance, 8080, NULL, NULL) != U_OK)
        return 1;
    ulfius_add_endpoint_by_val(&instance, "GET", "/page", NULL, 0, &on_page, "open");
    ulfius_add_endpoint_by_val(&instance, "POST", "/upload", NULL, 0, on_upload, NULL);
    if (ulfius_start_framework(&instance) == U_OK)
        getchar();
    ulfius_stop_framework(&instance);
    ulfius_clean_instance(&instance);
    return 0;
}
