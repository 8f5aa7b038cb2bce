/* API paths of any text: read, compiled into the automaton, and asked by the test of files. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "flow/api.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const packages[] = {"", "pg", "@scope/pkg", "node:fs"};

/* A line is a path; its first byte says what for. */
static void add_line(mln_api *api, mln_str line)
{
    char error[64];
    uint32_t offset = 0;
    uint8_t what = (uint8_t)line.ptr[0];
    mln_str path = {line.ptr + 1, line.len - 1}, package = mln_str_of(packages[what >> 3 & 3]);
    mln_lang_set langs = MLN_LANG_BIT(what & 0x20 ? MLN_LANG_C : MLN_LANG_JS);
    mln_api_role role = {.kind = (mln_api_role_kind)((what & 7) % MLN_API_ROLE_COUNT),
                         .set = mln_api_add_set(api, MLN_STR("set"))};
    mln_status status = (what & 7) == 7 ? mln_api_add_type(api, langs, package, MLN_STR("t"), path,
                                                           error, sizeof error, &offset)
                                        : mln_api_add(api, langs, package, path, &role, error,
                                                      sizeof error, &offset);
    if (status == MLN_OK ? offset != 0 : offset > path.len || !memchr(error, 0, sizeof error))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 4096)
        return 0;
    mln_api *api = mln_api_new();
    mln_strtab names;
    mln_strtab_init(&names);
    for (size_t at = 0; at < size;) {
        const uint8_t *end = memchr(data + at, '\n', size - at);
        size_t stop = end ? (size_t)(end - data) : size;
        if (stop > at) {
            mln_str line = {(const char *)data + at, (uint32_t)(stop - at)};
            add_line(api, line);
            mln_strtab_add(&names, line);
        }
        at = stop + 1;
    }
    mln_api_freeze(api);
    mln_str type, near;
    for (uint32_t i = 0; mln_api_get_unknown(api, i, &type, &near); i++)
        if (type.len == 0)
            abort();
    mln_api_filter *filter = mln_api_filter_new(api);
    mln_api_filter_load(filter, MLN_LANG_JS, &names, NULL);
    mln_api_filter_load(filter, MLN_LANG_C, &names, NULL);
    mln_api_filter_free(filter);
    mln_strtab_release(&names);
    mln_api_free(api);
    return 0;
}
