#define _GNU_SOURCE
#include "files/folder_p.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "files/open.h"

#include "base/banned.h"

#define MANIFEST_BYTES_MAX 262144u
#define PACKAGES_LOOKED_AT 16u

static const struct {
    const char *name;
    uint32_t fact;
} facts_by_name[] = {
    {".git", MLN_FOLDER_GIT},
    {".gitignore", MLN_FOLDER_IGNORE_FILE},
    {".merlonignore", MLN_FOLDER_OWN_IGNORE_FILE},
    {"package.json", MLN_FOLDER_PACKAGE_JSON | MLN_FOLDER_PACKAGE},
    {"tsconfig.json", MLN_FOLDER_TSCONFIG},
    {"CMakeCache.txt", MLN_FOLDER_CMAKE_CACHE},
    {"CMakeLists.txt", MLN_FOLDER_CMAKE_LISTS},
    {"Cargo.toml", MLN_FOLDER_RUST_OR_JAVA},
    {"pom.xml", MLN_FOLDER_RUST_OR_JAVA},
    {"binding.gyp", MLN_FOLDER_BINDING_GYP},
    {"config.gypi", MLN_FOLDER_BUILD_TOOL},
    {"meson-private", MLN_FOLDER_BUILD_TOOL},
    {".ninja_log", MLN_FOLDER_BUILD_TOOL},
    {"CACHEDIR.TAG", MLN_FOLDER_CACHE_TAG},
    {"modules.txt", MLN_FOLDER_VENDOR_TOOL},
    {"autoload.php", MLN_FOLDER_VENDOR_TOOL},
    {".cargo-checksum.json", MLN_FOLDER_VENDOR_TOOL},
    {"bower.json", MLN_FOLDER_PACKAGE},
    {"component.json", MLN_FOLDER_PACKAGE},
    {"composer.json", MLN_FOLDER_PACKAGE},
    {"README.chromium", MLN_FOLDER_PACKAGE},
    {"COPYRIGHT", MLN_FOLDER_PACKAGE},
    {"lcov.info", MLN_FOLDER_COVERAGE},
    {"lcov-report", MLN_FOLDER_COVERAGE},
    {"coverage-final.json", MLN_FOLDER_COVERAGE},
    {"clover.xml", MLN_FOLDER_COVERAGE},
    {"asset-manifest.json", MLN_FOLDER_COMPILED},
};

uint32_t mln_folder_get_fact(mln_str name)
{
    for (size_t i = 0; i < MLN_COUNT_OF(facts_by_name); i++)
        if (mln_str_is(name, facts_by_name[i].name))
            return facts_by_name[i].fact;
    if (mln_str_starts_with(name, MLN_STR("LICENSE")) ||
        mln_str_starts_with(name, MLN_STR("LICENCE")) ||
        mln_str_starts_with(name, MLN_STR("COPYING")))
        return MLN_FOLDER_PACKAGE;
    if (mln_str_ends_with(name, MLN_STR(".js.map")) ||
        mln_str_ends_with(name, MLN_STR(".tsbuildinfo")))
        return MLN_FOLDER_COMPILED;
    return 0;
}

bool mln_folder_is_control(mln_str name)
{
    static const char *const names[] = {".git", ".hg", ".svn"};
    return mln_str_is_one_of(name, names, MLN_COUNT_OF(names));
}

bool mln_folder_find_by_name(mln_str name, uint32_t above, mln_skip_reason *reason)
{
    static const char *const packages[] = {"node_modules", "bower_components", "jspm_packages"};
    static const char *const outputs[] = {".next",         ".nuxt",    ".output",     ".svelte-kit",
                                          ".parcel-cache", ".turbo",   ".vercel",     ".serverless",
                                          ".nyc_output",   ".angular", ".docusaurus", ".cache"};
    if (mln_str_is_one_of(name, packages, MLN_COUNT_OF(packages))) {
        *reason = MLN_SKIP_DEPENDENCY;
        return true;
    }
    *reason = MLN_SKIP_BUILD_OUTPUT;
    if (mln_str_is(name, "target"))
        return above & MLN_FOLDER_RUST_OR_JAVA;
    if (mln_str_is(name, "CMakeFiles"))
        return above & MLN_FOLDER_CMAKE_CACHE;
    return (above & MLN_FOLDER_PACKAGE_JSON) &&
           mln_str_is_one_of(name, outputs, MLN_COUNT_OF(outputs));
}

static bool is_vendor_name(mln_str name)
{
    static const char *const names[] = {"vendor",     "vendors",     "third_party",
                                        "thirdparty", "third-party", "3rdparty"};
    return mln_str_is_one_of(name, names, MLN_COUNT_OF(names));
}

/* Whether the folder `name` below `at` holds a licence or a manifest. */
static bool is_package(int at, const char *name)
{
    int fd = mln_open_folder(at, name);
    DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
    if (!dir) {
        if (fd >= 0)
            close(fd);
        return false;
    }
    bool found = false;
    for (struct dirent *entry; !found && (entry = readdir(dir)) != NULL;)
        found = mln_folder_get_fact(mln_str_of(entry->d_name)) & MLN_FOLDER_PACKAGE;
    closedir(dir);
    return found;
}

/* Whether one of the first few folders in `fd` is a package. */
static bool holds_package(int fd)
{
    int copy = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = copy >= 0 ? fdopendir(copy) : NULL;
    if (!dir) {
        if (copy >= 0)
            close(copy);
        return false;
    }
    bool found = false;
    uint32_t looked_at = 0;
    for (struct dirent *entry;
         !found && looked_at < PACKAGES_LOOKED_AT && (entry = readdir(dir)) != NULL;) {
        if (entry->d_name[0] == '.' || (entry->d_type != DT_DIR && entry->d_type != DT_UNKNOWN))
            continue;
        looked_at++;
        found = is_package(fd, entry->d_name);
    }
    closedir(dir);
    return found;
}

/* The signature of https://bford.info/cachedir/ (Cache Directory Tagging). */
static bool has_cache_tag(int fd, mln_buf *scratch)
{
    return mln_open_read_all(scratch, fd, "CACHEDIR.TAG", 4096) == MLN_OK &&
           mln_str_starts_with(mln_buf_get_str(scratch),
                               MLN_STR("Signature: 8a477f597d28d172789f06886806bc55"));
}

static mln_str skip_blanks(mln_str text)
{
    uint32_t at = 0;
    while (at < text.len && memchr(" \t\r\n", text.ptr[at], 4))
        at++;
    return (mln_str){text.ptr + at, text.len - at};
}

/* Whether the JSON text has `"key": "value"` somewhere with a value that is the folder `name` or
 * lies in it. A look, not a reading: a wrong guess needs a second piece of evidence to count. */
static bool names_folder(mln_str text, const char *key, mln_str name)
{
    size_t key_len = strlen(key);
    while (text.len > key_len) {
        const char *found = memmem(text.ptr, text.len, key, key_len);
        if (!found)
            return false;
        uint32_t skip = (uint32_t)(found - text.ptr) + (uint32_t)key_len;
        text = (mln_str){text.ptr + skip, text.len - skip};
        mln_str value = skip_blanks(text);
        if (!value.len || value.ptr[0] != ':')
            continue;
        value = skip_blanks((mln_str){value.ptr + 1, value.len - 1});
        if (!value.len || value.ptr[0] != '"')
            continue;
        value = (mln_str){value.ptr + 1, value.len - 1};
        if (mln_str_starts_with(value, MLN_STR("./")))
            value = (mln_str){value.ptr + 2, value.len - 2};
        if (value.len > name.len && mln_str_starts_with(value, name) &&
            (value.ptr[name.len] == '/' || value.ptr[name.len] == '"'))
            return true;
    }
    return false;
}

static bool contains(mln_str text, mln_str what)
{
    return text.len && memmem(text.ptr, text.len, what.ptr, what.len);
}

/* Whether the files beside the folder say that it is written by a compiler. */
static bool is_declared_output(mln_str name, bool usual, int above_fd, uint32_t above,
                               mln_buf *scratch)
{
    if (above_fd < 0)
        return false;
    if ((above & MLN_FOLDER_TSCONFIG) &&
        mln_open_read_all(scratch, above_fd, "tsconfig.json", MANIFEST_BYTES_MAX) == MLN_OK &&
        names_folder(mln_buf_get_str(scratch), "\"outDir\"", name))
        return true;
    if (!usual || !(above & MLN_FOLDER_PACKAGE_JSON) ||
        mln_open_read_all(scratch, above_fd, "package.json", MANIFEST_BYTES_MAX) != MLN_OK)
        return false;
    mln_str text = mln_buf_get_str(scratch);
    static const char *const keys[] = {"\"main\"", "\"module\"", "\"types\"", "\"typings\""};
    bool named = false;
    for (size_t i = 0; i < MLN_COUNT_OF(keys); i++)
        named |= names_folder(text, keys[i], name);
    return named && ((above & MLN_FOLDER_TSCONFIG) || contains(text, MLN_STR("\"build\"")) ||
                     contains(text, MLN_STR("\"prepare\"")) ||
                     contains(text, MLN_STR("\"prepublishOnly\"")));
}

bool mln_folder_find_by_content(mln_str name, int fd, uint32_t facts, int above_fd, uint32_t above,
                                mln_buf *scratch, mln_skip_reason *reason)
{
    static const char *const usual_names[] = {"dist", "build", "out", "_build"};
    *reason = MLN_SKIP_BUILD_OUTPUT;
    if ((facts & MLN_FOLDER_CMAKE_CACHE) && !(facts & MLN_FOLDER_CMAKE_LISTS))
        return true;
    if ((facts & MLN_FOLDER_BUILD_TOOL) &&
        !(facts & (MLN_FOLDER_PACKAGE_JSON | MLN_FOLDER_CMAKE_LISTS | MLN_FOLDER_BINDING_GYP)))
        return true;
    if ((facts & MLN_FOLDER_CACHE_TAG) && has_cache_tag(fd, scratch))
        return true;
    if (mln_str_is(name, "coverage") && (facts & MLN_FOLDER_COVERAGE))
        return true;
    bool usual = mln_str_is_one_of(name, usual_names, MLN_COUNT_OF(usual_names));
    if (above & (MLN_FOLDER_PACKAGE_JSON | MLN_FOLDER_TSCONFIG)) {
        if (usual && (facts & MLN_FOLDER_COMPILED))
            return true;
        if (is_declared_output(name, usual, above_fd, above, scratch))
            return true;
    }
    *reason = MLN_SKIP_DEPENDENCY;
    return is_vendor_name(name) &&
           ((facts & (MLN_FOLDER_VENDOR_TOOL | MLN_FOLDER_PACKAGE)) || holds_package(fd));
}
