/* folder: folders that hold nobody's own code, by evidence.
 *
 * Dependencies: `node_modules`, `bower_components` and `jspm_packages` by name. Folders named like
 * `vendor` or `third_party` when a package manager left its mark in them, or when one of the
 * packages in them brings its own licence or manifest.
 *
 * Build output: the dot folders that web frameworks write, beside a package.json. Any folder with a
 * CACHEDIR.TAG, or with a CMakeCache.txt and no CMakeLists.txt, or written by node-gyp, Meson or
 * Ninja. `target` beside a Cargo.toml or pom.xml. `coverage` with a coverage tool's files. `dist`,
 * `build`, `out` and `_build` beside a package.json or tsconfig.json when they hold source maps or
 * another mark of a compiler, or when that file says that they are written (`outDir`; `main` and
 * a build script). Other names only by `outDir`. A folder that is merely called `build` is read.
 */
#ifndef MLN_FILES_FOLDER_P_H
#define MLN_FILES_FOLDER_P_H

#include "base/buf.h"
#include "files/skip.h"

/* Facts about a folder, from the names in it. */
enum {
    MLN_FOLDER_PACKAGE_JSON = 1 << 0,
    MLN_FOLDER_TSCONFIG = 1 << 1,
    MLN_FOLDER_CMAKE_CACHE = 1 << 2,
    MLN_FOLDER_CMAKE_LISTS = 1 << 3,
    MLN_FOLDER_RUST_OR_JAVA = 1 << 4, /* Cargo.toml, pom.xml */
    MLN_FOLDER_BINDING_GYP = 1 << 5,
    MLN_FOLDER_BUILD_TOOL = 1 << 6, /* config.gypi, meson-private, .ninja_log */
    MLN_FOLDER_CACHE_TAG = 1 << 7,
    MLN_FOLDER_VENDOR_TOOL = 1 << 8, /* modules.txt, autoload.php, .cargo-checksum.json */
    MLN_FOLDER_PACKAGE = 1 << 9,     /* a licence or a manifest */
    MLN_FOLDER_COVERAGE = 1 << 10,
    MLN_FOLDER_COMPILED = 1 << 11, /* *.map, *.tsbuildinfo, asset-manifest.json */
    MLN_FOLDER_IGNORE_FILE = 1 << 12,
    MLN_FOLDER_OWN_IGNORE_FILE = 1 << 13, /* .merlonignore */
    MLN_FOLDER_GIT = 1 << 14
};

/* The fact that an entry of this name stands for, or 0. */
uint32_t mln_folder_get_fact(mln_str name);

/* Version control's own folder, which is never read. */
bool mln_folder_is_control(mln_str name);

/* Whether the name, with the facts of the folder above, is enough. */
bool mln_folder_find_by_name(mln_str name, uint32_t above, mln_skip_reason *reason);

/* The same when the folder is open as `fd` with its own `facts`. `above_fd` is the folder above, or
 * -1. `scratch` is overwritten. */
bool mln_folder_find_by_content(mln_str name, int fd, uint32_t facts, int above_fd, uint32_t above,
                                mln_buf *scratch, mln_skip_reason *reason);

#endif
