#!/bin/sh
# Lines that the tests reached, by room. Usage: coverage.sh BUILD-FOLDER
set -eu
cd "$1"
find . -path '*merlon_*' -name '*.gcda' ! -path '*grammars*' | sort | while read -r data; do
    gcov -n "$data" 2>/dev/null
done | awk -F"[':% ]" '
    /^File / { file = $3 }
    /^Lines executed/ && file ~ /\/src\/[a-z]+\/[^\/]*\.c$/ {
        sub(/^.*\/src\//, "", file); room = file; sub(/\/.*/, "", room)
        match($0, /[0-9.]+%/); share = substr($0, RSTART, RLENGTH - 1); match($0, /of [0-9]+/)
        lines = substr($0, RSTART + 3, RLENGTH - 3)
        total[room] += lines; hit[room] += lines * share / 100; file = ""
    }
    END { for (room in total) printf "%-10s %6.1f %% of %d lines\n", room, 100 * hit[room] / total[room], total[room] }' | sort
