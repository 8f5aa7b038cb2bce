#!/usr/bin/env python3
"""Writes analysis_table.c: what three neighbouring letters cost, in bits, in English.

    make_analysis_table.py FILE... > analysis_table.c

Reads texts (gzip too), takes the words of letters in them, in lower case, each different word
of a text once, and counts trigrams. Only the counts leave this script.
"""
import collections
import gzip
import math
import re
import sys

STEPS = 4    # of a bit
UNKNOWN = 24  # bits: three times eight


def words(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rb") as f:
        text = f.read().decode("latin-1")
    text = re.sub(r"(?m)^[.'].*$|\\f.|\\\(..|\\.", " ", text)  # manual pages: requests, escapes
    return {w.lower() for w in re.findall(r"\b[A-Z]?[a-z]{2,15}\b", text)}


def main():
    documents = collections.Counter()
    for path in sys.argv[1:]:
        documents.update(words(path))
    counts = collections.Counter()
    for word, n in documents.items():
        if n < 5:
            continue  # misspellings, names, abbreviations
        for i in range(len(word) - 2):
            counts[word[i:i + 3]] += math.log2(1 + n)
    total = sum(counts.values())
    print("/* Made by make_analysis_table.py from the words of 3,000 manual pages of a Debian system. For each\n"
          " * pair of letters a string: what each third letter costs, in quarters of a bit; '!' is six bits. */")
    print('#include "pattern/analysis_p.h"\n\n#include "base/banned.h"\n')
    print("const char *const mln_analysis_table[26 * 26] = {")
    for a in range(26):
        for b in range(26):
            row = ""
            for c in range(26):
                n = counts.get(chr(97 + a) + chr(97 + b) + chr(97 + c), 0)
                bits = min(UNKNOWN, -math.log2(n / total)) if n else UNKNOWN
                # Nothing costs less than six bits.
                code = 33 + round((bits - 6) * STEPS) if bits > 6 else 33
                row += chr(code)
            print("    " + '"' + row.replace("\\", "\\\\").replace('"', '\\"').replace("?", "\\?") + '",')
    print("};")


main()
