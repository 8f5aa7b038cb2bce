#!/bin/sh
# Installs what merlon needs to be built and tested, and says what that is. Does nothing when all is
# there. Usage: install-deps.sh [build|test]
#
# This table is the one list of packages. `probe` tells whether a thing is there, whoever brought it:
# a command, or a pkg-config module.
#
#   for    probe              Debian, Ubuntu      Fedora          Homebrew
table='
build    cmd:cc             gcc                 gcc             -
build    cmd:cmake          cmake               cmake           cmake
build    cmd:ninja          ninja-build         ninja-build     ninja
build    cmd:pkg-config     pkg-config          pkgconf         pkg-config
build    file:stdio.h       libc6-dev           glibc-devel     -
build    pc:libpcre2-8      libpcre2-dev        pcre2-devel     pcre2
build    pc:yaml-0.1        libyaml-dev         libyaml-devel   libyaml
build    pc:jansson         libjansson-dev      jansson-devel   jansson
build    pc:libxxhash       libxxhash-dev       xxhash-devel    xxhash
build    pc:libsodium       libsodium-dev       libsodium-devel libsodium
build    pc:hiredis         libhiredis-dev      hiredis-devel   hiredis
build    cmd:node           nodejs              nodejs          node
build    cmd:npm            npm                 nodejs-npm      node
build    ca:certificates    ca-certificates     ca-certificates -
test     pc:cmocka          libcmocka-dev       libcmocka-devel cmocka
test     cmd:redis-server   redis-server        redis           redis
test     pc:sqlite3         libsqlite3-dev      sqlite-devel    sqlite
test     pc:libmicrohttpd   libmicrohttpd-dev   libmicrohttpd-devel libmicrohttpd
test     file:civetweb.h    libcivetweb-dev     civetweb-devel  civetweb
test     file:fcgiapp.h     libfcgi-dev         fcgi-devel      fcgi
test     cmd:git            git                 git             git
test     cmd:python3        python3             python3         python3
test     cmd:clang-format   clang-format        clang-tools-extra clang-format
test     cmd:clang-14       clang-14            clang           llvm
test     fuzzer:clang-14    libclang-rt-14-dev  compiler-rt     llvm
'
set -eu
wanted=${1:-build}

is_there() {
    case $1 in
    cmd:*) command -v "${1#cmd:}" >/dev/null 2>&1 ;;
    pc:*) pkg-config --exists "${1#pc:}" 2>/dev/null ;;
    file:*) echo "#include <${1#file:}>" | cc -E -x c - >/dev/null 2>&1 ;;
    ca:*) [ "$(uname)" != Linux ] || [ -e /etc/ssl/certs/ca-certificates.crt ] || [ -e /etc/pki/tls/certs/ca-bundle.crt ] ;;
    fuzzer:*)
        # A linker is not asked: the archive is there or it is not.
        dir=$("${1#fuzzer:}" -print-resource-dir 2>/dev/null) &&
            ls "$dir"/lib/*/libclang_rt.fuzzer*.a >/dev/null 2>&1
        ;;
    esac
}

debian= fedora= brew=
while read -r group probe deb fed hom; do
    [ -n "$group" ] || continue
    [ "$group" = build ] || [ "$wanted" = test ] || continue
    if ! is_there "$probe"; then
        debian="$debian $deb"
        fedora="$fedora $fed"
        [ "$hom" = - ] || brew="$brew $hom"
    fi
done <<END
$table
END
[ -n "$debian" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "merlon needs packages that are not installed, and knows how to install them on Debian and Ubuntu alone." >&2
    echo "  Fedora:   sudo dnf install$fedora" >&2
    echo "  Homebrew: brew install$brew" >&2
    exit 1
fi

sudo=
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "merlon needs packages that are not installed; as root: apt-get install$debian" >&2
        exit 1
    fi
    sudo=sudo
fi
echo "Installing with apt-get:$debian" >&2
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086  # the names are words
if ! { $sudo apt-get update -qq &&
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $debian; } \
    </dev/null >"$log" 2>&1; then
    cat "$log" >&2
    echo "The packages could not be installed; the lines above say why." >&2
    exit 1
fi
