#!/bin/sh
# Measures merlon against the bare parse, ast-grep and foxguard (`make bench`). What it needs is
# fetched into build/bench: the packages of package.json beside this file, unpacked, never installed
# or run. foxguard comes from PyPI; where that does not work it is left out, which is said.
# Usage: run.sh [MERLON]; without MERLON, build/release-pgo/merlon, and if that is not there,
# build/release/merlon, which is said. BENCH_CORPUS=DIR measures on the code below DIR instead of the
# packages, to see whether the bench works: its figures are of that code alone.
# BENCH_RULES=DIR also measures the rule files below DIR, which somebody else wrote, against ten of them,
# and the engine of their language beside, if `semgrep` is on PATH or BENCH_ENGINE names it.
set -eu
cd "$(dirname "$0")/../.."
here=tests/bench
out=build/bench
mkdir -p "$out/packages" "$out/ast-grep"

merlon=${1:-build/release-pgo/merlon}
if [ ! -x "$merlon" ]; then
    echo "NOTE: there is no $merlon (make release-pgo); build/release/merlon is measured, which is slower." >&2
    merlon=build/release/merlon
    [ -x "$merlon" ] || { echo "run.sh: no $merlon either: run make build" >&2; exit 2; }
fi

# --- what is fetched ------------------------------------------------------------------------------
if ! cmp -s "$here/package-lock.json" "$out/ast-grep/package-lock.json" ||
    [ ! -d "$out/ast-grep/node_modules" ]; then
    echo 'Fetching ast-grep' >&2
    cp "$here/package.json" "$here/package-lock.json" "$here/.npmrc" "$out/ast-grep/"
    (cd "$out/ast-grep" && npm ci --loglevel=error >&2)
fi
# Its install script, which is not run, would only copy this binary.
ast_grep=
for file in "$out"/ast-grep/node_modules/@ast-grep/cli-*/ast-grep; do
    [ -x "$file" ] && ast_grep=$file
done
[ -n "$ast_grep" ] || { echo 'run.sh: ast-grep has no binary for this machine' >&2; exit 2; }

foxguard=$out/foxguard/bin/foxguard
if [ ! -x "$foxguard" ]; then
    echo 'Fetching foxguard' >&2
    { python3 -m venv "$out/foxguard" && "$out/foxguard/bin/pip" install --quiet \
        --disable-pip-version-check -r "$here/requirements.txt"; } >"$out/foxguard.log" 2>&1 || true
    if [ ! -x "$foxguard" ]; then
        echo "NOTE: foxguard cannot be had ($out/foxguard.log says why); it is not compared with." >&2
        foxguard=
    fi
fi

[ -n "${BENCH_CORPUS:-}" ] || for package in $(node -p "require('./$here/package.json').corpus.join(' ')"); do
    if [ ! -e "$out/packages/$package.done" ]; then
        echo "Fetching $package" >&2
        (cd "$out/packages" && npm pack --silent --ignore-scripts "$package" >/dev/null)
        touch "$out/packages/$package.done"
        rm -rf "$out/corpus"
    fi
done

# --- the yardstick --------------------------------------------------------------------------------
# The same core and grammars, plain -O2. NDEBUG as in merlon's own build: it makes the yardstick
# faster, so the comparison harder.
modules=grammars/node_modules
core=$modules/tree-sitter/vendor/tree-sitter/lib
if [ ! -x "$out/stock_parse" ] || [ "$here/stock_parse.c" -nt "$out/stock_parse" ] ||
    [ grammars/package-lock.json -nt "$out/stock_parse" ]; then
    echo 'Building the yardstick' >&2
    mkdir -p "$out/objects"
    objects=
    for source in "$here/stock_parse.c" "$core/src/lib.c" \
        $modules/tree-sitter-javascript/src/*.c $modules/tree-sitter-c/src/*.c \
        $modules/tree-sitter-typescript/typescript/src/*.c $modules/tree-sitter-typescript/tsx/src/*.c; do
        object=$out/objects/$(echo "$source" | tr '/' '_').o
        gcc -std=gnu11 -O2 -DNDEBUG -D_GNU_SOURCE -w -pthread -I"$core/include" -I"$core/src" \
            -I"$(dirname "$source")" -c "$source" -o "$object"
        objects="$objects $object"
    done
    # shellcheck disable=SC2086  # the names are words
    gcc -pthread $objects -o "$out/stock_parse"
fi

# --- the runtime library --------------------------------------------------------------------------
guard=build/release/merlon-guard
if [ -d "$guard" ] && [ -d "$here/guard/node_modules" ]; then
    node "$here/guard/measure.mjs" "$guard"
else
    echo "NOTE: merlon-guard is not measured: run make guard, and npm ci in $here/guard." >&2
fi

# shellcheck disable=SC2086  # a word, or none
exec python3 "$here/measure.py" "$merlon" "$out/stock_parse" "$ast_grep" "$out" $foxguard
