#!/usr/bin/env python3
"""Is every entry of rules/models/ reached by a fixture? Usage: check.py MERLON

An entry (a source, sink, sanitizer, guard, flow or call) is reached when some value of a file below
rules/ or tests/models/ has it; that it is right is for the rules' tests to say. A fixture uses the
library as its documentation does: one of C compiles against the library's headers.
"""
import os
import re
import subprocess
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    done = subprocess.run([sys.argv[1], "validate", "--fixtures", "rules", "--fixtures", "tests/models", "rules"],
                          cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0 or " will run" not in done.stdout:
        sys.exit(f"merlon validate: exit code {done.returncode}\n{done.stderr}")
    unreached = re.findall(r"^.*: no fixture reaches the .*$", done.stdout, re.M)
    for line in unreached:
        print(f"{line}; add one below rules/ or tests/models/")
    sys.exit(1 if unreached else 0)


if __name__ == "__main__":
    main()
