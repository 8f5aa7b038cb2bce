#!/usr/bin/env python3
"""Is every entry of rules/models/ reached by a fixture? Usage: check.py MERLON [--shrink]

An entry (a source, sink, sanitizer, guard, flow or call) is reached when some value of a file below
rules/ or tests/models/ has it; that it is right is for the rules' tests to say. Entries that are
not reached yet are listed in unreached.txt. The list may only shrink: an entry that is not on it
fails, and so does one that is on it and reached or gone. --shrink takes those out.
"""
import collections
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
LIST = os.path.join(HERE, "unreached.txt")


def find_unreached(merlon):
    root = os.path.join(HERE, "..", "..")
    done = subprocess.run([merlon, "validate", "--fixtures", "rules", "--fixtures", "tests/models", "rules"],
                          cwd=root, capture_output=True, text=True)
    if done.returncode != 0 or " will run" not in done.stdout:
        sys.exit(f"merlon validate: exit code {done.returncode}\n{done.stderr}")
    found = re.findall(r"^rules/models/(\S+):\d+: no fixture reaches the (.*)$", done.stdout, re.M)
    return collections.Counter(f"{file} {entry}" for file, entry in found)


def main():
    if len(sys.argv) < 2 or sys.argv[2:] not in ([], ["--shrink"]):
        sys.exit(__doc__)
    unreached = find_unreached(sys.argv[1])
    with open(LIST, encoding="utf-8") as file:
        lines = file.read().splitlines()
    known = collections.Counter(line for line in lines if line and not line.startswith("#"))
    if sys.argv[2:]:
        keep = unreached & known
        head = [line for line in lines if line.startswith("#")]
        with open(LIST, "w", encoding="utf-8") as file:
            file.write("\n".join(head + sorted(keep.elements())) + "\n")
        known = keep
    fresh, over = unreached - known, known - unreached
    for entry in sorted(fresh):
        print(f"rules/models/{entry}: no fixture reaches it; add one below rules/ or tests/models/")
    for entry in sorted(over):
        print(f"{entry}: reached, or gone; take it out of tests/models/unreached.txt (check.py --shrink)")
    print(f"{sum(unreached.values())} entries of the models are reached by no fixture")
    sys.exit(1 if fresh or over else 0)


if __name__ == "__main__":
    main()
