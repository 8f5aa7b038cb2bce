#!/bin/sh
# Builds the guard library alone, installs it, and uses it as others would: from C99 and C++, by pkg-config (shared and
# static) and by its CMake package. Usage: package.sh SOURCE-FOLDER-OF-THE-GUARD
set -eu
guard=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM
say() {
    echo "ok - $1"
}
cmake -S "$guard" -B "$folder/build" -DMLG_WERROR=ON -DCMAKE_INSTALL_PREFIX="$folder/there" >"$folder/log" 2>&1 &&
    cmake --build "$folder/build" -j 2 >>"$folder/log" 2>&1 &&
    cmake --install "$folder/build" >>"$folder/log" 2>&1 || { tail -n 40 "$folder/log"; exit 1; }
say "it builds alone"

cat >"$folder/use.c" <<'END'
#include <merlon_guard.h>

#include <string.h>

int main(void)
{
    char text[32];
    mlg_limit_options options;
    mlg_limit *limit;
    mlg_limit_options_init(&options);
    if (mlg_limit_new(NULL, &options, &limit) != MLG_OK || mlg_limit_hit(limit, "k", 1, 1, NULL) != MLG_ALLOW)
        return 1;
    mlg_limit_free(limit);
    return strcmp(mlg_version(), MLG_VERSION) != 0 || mlg_escape_html("<", 1, text, sizeof text) != 4;
}
END
PKG_CONFIG_PATH=$(dirname "$(find "$folder/there" -name merlon_guard.pc)")
export PKG_CONFIG_PATH
lib=$(pkg-config --variable=libdir merlon_guard)
# shellcheck disable=SC2046  # flags are words
cc -std=c99 -pedantic -Wall -Wextra -Wconversion -Werror "$folder/use.c" -o "$folder/c99" \
    $(pkg-config --cflags --libs merlon_guard) && LD_LIBRARY_PATH=$lib "$folder/c99"
say "C99, shared"
mv "$lib/libmerlon_guard.so" "$folder/"
# shellcheck disable=SC2046
cc -std=c99 "$folder/use.c" -o "$folder/static" $(pkg-config --static --cflags --libs merlon_guard) && "$folder/static"
mv "$folder/libmerlon_guard.so" "$lib/"
say "C99, static"
if command -v c++ >/dev/null 2>&1; then
    cp "$folder/use.c" "$folder/use.cc"
    # shellcheck disable=SC2046
    c++ -std=c++11 -pedantic -Wall -Wextra -Werror "$folder/use.cc" -o "$folder/cpp" \
        $(pkg-config --cflags --libs merlon_guard) && LD_LIBRARY_PATH=$lib "$folder/cpp"
    say "C++11"
else
    echo "skipped: there is no C++ compiler"
fi
cat >"$folder/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.16)
project(use C)
find_package(merlon_guard 0.1 REQUIRED)
foreach(kind static shared)
    add_executable(use_${kind} use.c)
    target_link_libraries(use_${kind} PRIVATE merlon_guard::${kind})
endforeach()
END
cmake -S "$folder" -B "$folder/use" -DCMAKE_PREFIX_PATH="$folder/there" >"$folder/log" 2>&1 &&
    cmake --build "$folder/use" >>"$folder/log" 2>&1 || { tail -n 40 "$folder/log"; exit 1; }
"$folder/use/use_static" && "$folder/use/use_shared"
say "the CMake package"

# What the shared library exports is what the header declares.
nm -D --defined-only "$lib/libmerlon_guard.so" | awk '{ print $3 }' | sort >"$folder/exported"
cc -E -P "$guard/merlon_guard.h" | grep -v '^typedef' | grep -o 'mlg_[a-z0-9_]*(' | tr -d '(' | sort -u \
    >"$folder/declared"
diff "$folder/declared" "$folder/exported"
say "exports: $(wc -l <"$folder/exported") functions, all of the header"
