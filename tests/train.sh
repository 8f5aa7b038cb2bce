#!/bin/sh
# Builds build/release-pgo/merlon: once with counters, a training run, and again with the profile.
#
# The training text is code of the kinds merlon reads: the example server, the rules' test files, and
# the JavaScript, TypeScript and C that lies in grammars/node_modules; what `make bench` has fetched
# is left out, or the measure would be taken on what was trained.
set -eu
cd "$(dirname "$0")/.."
build=build/release-pgo
profile=$PWD/build/pgo
rm -rf "$profile"
mkdir -p "$build"
run() {
    "$@" >"$build.log" 2>&1 || { tail -n 60 "$build.log" >&2; exit 1; }
}
echo 'Building merlon with counters' >&2
run cmake --preset release-pgo -DMLN_PGO=generate -DCMAKE_INTERPROCEDURAL_OPTIMIZATION=OFF
run ninja -C "$build" merlon
echo 'Training' >&2
for threads in 1 2; do
    run "$build/merlon" scan --exit-zero --audit --no-ignore --jobs "$threads" -o json="$build/train.json" \
        -o sarif="$build/train.sarif" tests/example rules grammars/node_modules
done
echo 'Building merlon with the profile' >&2
run cmake --preset release-pgo -DMLN_PGO=use -DCMAKE_INTERPROCEDURAL_OPTIMIZATION=ON
run ninja -C "$build" merlon
echo "$build/merlon" >&2
