#!/bin/sh
# Builds a preset and runs its tests of the given labels. Usage: preset.sh PRESET LABEL...
set -eu
cd "$(dirname "$0")/.."
preset=$1
shift
labels=$(IFS='|'; echo "$*")
mkdir -p build
cmake --preset "$preset" >"build/configure-$preset.log" 2>&1 || { cat "build/configure-$preset.log"; exit 1; }
cmake --build --preset "$preset" >"build/build-$preset.log" 2>&1 || { tail -n 60 "build/build-$preset.log"; exit 1; }
ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1 UBSAN_OPTIONS=print_stacktrace=1 \
    exec ctest --test-dir "build/$preset" --output-on-failure --no-tests=error -L "^($labels)\$"
