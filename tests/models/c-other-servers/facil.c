/* facil.io: a request's texts are objects. */
#include <http.h>

static void on_request(http_s *request)
{
    fio_str_info_s path = fiobj_obj2cstr(request->path);
    http_send_body(request, path.data, path.len);
}

int main(void)
{
    http_listen("8080", "127.0.0.1", .on_request = on_request);
    fio_start(.threads = 1);
    return 0;
}
