/* Clients of other servers: libcurl, hiredis, MQTT, SSH; libuv and GLib. */
#include <curl/curl.h>
#include <gio/gio.h>
#include <hiredis/async.h>
#include <hiredis/hiredis.h>
#include <libssh/libssh.h>
#include <libssh2.h>
#include <mosquitto.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <uv.h>

static void texts(CURL *curl, const char *text)
{
    int size = 0;
    char *escaped = curl_easy_escape(curl, text, 0), *old = curl_escape(text, 0);
    char *plain = curl_easy_unescape(curl, escaped, 0, &size), *also = curl_unescape(old, 0);
    puts(plain), puts(also);
    puts(curl_easy_strerror(CURLE_OK)), puts(curl_multi_strerror(CURLM_OK));
    curl_free(escaped), curl_free(old), curl_free(plain), curl_free(also);
}

static void asks(redisContext *redis, redisAsyncContext *later, const char *key)
{
    freeReplyObject(redisCommand(redis, "GET %s", key));
    redisAppendCommand(redis, "GET %s", key);
    redisAsyncCommand(later, NULL, NULL, "GET %s", key);
}

static void logins(struct mosquitto *broker, ssh_session ssh, LIBSSH2_SESSION *ssh2,
                   const char *password)
{
    mosquitto_username_pw_set(broker, "shop", password);
    ssh_userauth_password(ssh, "shop", password);
    libssh2_userauth_password(ssh2, "shop", password);
}

static void on_room(uv_handle_t *handle, size_t size, uv_buf_t *buf)
{
    *buf = uv_buf_init(handle ? malloc(size) : NULL, (unsigned)size);
}

static void on_text(uv_stream_t *stream, ssize_t size, const uv_buf_t *buf)
{
    if (size < 0)
        fprintf(stream->data, "%s: %s\n", uv_err_name((int)size), uv_strerror((int)size));
    else
        fprintf(stream->data, "%.*s\n", (int)size, buf->base);
}

int run(CURL *curl, redisContext *redis, redisAsyncContext *later, struct mosquitto *broker,
        ssh_session ssh, LIBSSH2_SESSION *ssh2, uv_stream_t *stream, const char *text)
{
    struct addrinfo hints = {.ai_flags = AI_CANONNAME}, *found = NULL;
    GError *error = NULL;
    if (getaddrinfo(text, "https", &hints, &found) == 0)
        puts(found->ai_canonname);
    if (!g_file_get_contents(text, NULL, NULL, &error))
        puts(error->message), puts(g_strerror(error->code));
    texts(curl, text);
    asks(redis, later, text);
    logins(broker, ssh, ssh2, text);
    return uv_read_start(stream, on_room, on_text);
}
