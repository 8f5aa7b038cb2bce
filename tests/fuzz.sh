#!/bin/sh
# Builds the fuzz targets and runs each for a while. Usage: fuzz.sh [--repeatable] SECONDS [TARGET...]
#
# --repeatable: from the seeds alone and with one order of changes, so that what fails is what was
# changed. Without it the corpus of earlier runs is taken further: that is the one that finds things.
#
# Seeds are the fixtures: rules and their test files, golden inputs, and tests/fuzz/seeds/<target>/.
# What is found goes to build/fuzz/found/.
set -eu
cd "$(dirname "$0")/.."
corpora=build/fuzz/corpus
order=0
if [ "$1" = --repeatable ]; then
    shift
    corpora=build/fuzz/corpus-repeatable
    order=1
    rm -rf "$corpora"
fi
seconds=$1
shift
mkdir -p build
cmake --preset fuzz >build/configure-fuzz.log 2>&1 || { cat build/configure-fuzz.log; exit 1; }
cmake --build --preset fuzz >build/build-fuzz.log 2>&1 || { tail -n 60 build/build-fuzz.log; exit 1; }
[ $# -gt 0 ] || set -- $(cd tests/fuzz && ls fuzz_*.c 2>/dev/null | sed 's/\.c$//')
if [ $# -eq 0 ]; then
    echo "there is no fuzz target in tests/fuzz" >&2
    exit 1
fi
seeds=build/fuzz/fixtures
rm -rf "$seeds"
mkdir -p "$seeds" build/fuzz/found
find rules tests/golden tests/example -type f -size -64k | while read -r file; do
    cp "$file" "$seeds/$(echo "$file" | tr / _)"
done
for target; do
    corpus=$corpora/$target
    mkdir -p "$corpus"
    own=
    [ ! -d "tests/fuzz/seeds/$target" ] || own=tests/fuzz/seeds/$target
    log=build/fuzz/$target.log
    # shellcheck disable=SC2086  # `own` is one word or none
    if ! "build/fuzz/$target" -seed="$order" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -max_len=65536 \
        -artifact_prefix=build/fuzz/found/"$target-" "$corpus" $own "$seeds" >"$log" 2>&1; then
        tail -n 60 "$log"
        echo "$target failed; the input is in build/fuzz/found/" >&2
        exit 1
    fi
    tail -n 1 "$log" | sed "s/^/$target: /"
done
