#!/usr/bin/env python3
"""The rules of the house that a program can check. Usage: check.py ROOT CHECK [ARGUMENT...]

  includes          a room includes only what rooms.txt allows; private headers stay at home; a .c
                    includes its own header first and base/banned.h last
  headers CC        every header compiles alone
  sizes             no source file over 1,000 lines (over 600 is said)
  format            clang-format 14 has nothing to change
  words             no machine paths, no package registry's address
  names LIBRARY...  what a library exports begins with mln_
  self              each check above fails on a tree made to break it
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77  # CTest's SKIP_RETURN_CODE
GENERATED = re.compile(r"_table\.[ch]$")


def sources(root, *folders):
    for folder in folders:
        for base, dirs, files in os.walk(os.path.join(root, folder)):
            dirs[:] = sorted(d for d in dirs if d not in ("node_modules", "input", "example", "seeds"))
            for name in sorted(files):
                if name.endswith((".c", ".h")):
                    yield os.path.relpath(os.path.join(base, name), root)


def read(root, path):
    with open(os.path.join(root, path), encoding="utf-8") as file:
        return file.read()


def allowed_rooms(root):
    direct = {}
    for line in read(root, "tests/layers/rooms.txt").splitlines():
        if re.match(r"[a-z]", line):
            room, below = line.split(":")
            direct[room] = below.split()
    reach = {}
    for room, below in direct.items():  # in order: those below come first
        reach[room] = {room}.union(*(reach[other] for other in below)) if below else {room}
    return reach


def check_includes(root):
    faults = []
    reach = allowed_rooms(root)
    for path in sources(root, "src"):
        parts = path.split("/")
        if len(parts) < 3:
            continue
        room = parts[1]
        if room == "guard":
            continue
        if room not in reach:
            faults.append(f"{path}: room '{room}' is not in tests/layers/rooms.txt")
            continue
        text = read(root, path)
        included = re.findall(r'^[ \t]*#[ \t]*include[ \t]+"([^"]+)"', text, re.M)
        for name in included:
            other = name.split("/")[0]
            if "/" not in name:
                # The tree-sitter core's private headers, in the one room that walks its trees.
                if room == "syntax" and not os.path.exists(os.path.join(root, os.path.dirname(path), name)):
                    continue
                faults.append(f'{path}: "{name}" is not written from src/')
            elif other not in reach:
                faults.append(f'{path}: "{name}" is in no room')
            elif other not in reach[room]:
                faults.append(f'{path}: {room}/ may not include {other}/ ("{name}")')
            elif name.endswith("_p.h") and other != room:
                faults.append(f'{path}: "{name}" is private to {other}/')
        if re.search(r"#[ \t]*include[ \t]+<tree_sitter/", text) and room != "syntax":
            faults.append(f"{path}: only syntax/ speaks to tree-sitter")
        if path.endswith(".c"):
            own = path[len("src/"):-2]
            heads = [own + ".h", own + "_p.h"]
            if any(os.path.exists(os.path.join(root, "src", head)) for head in heads):
                first = re.search(r'^[ \t]*#[ \t]*include[ \t]+["<]([^">]+)', text, re.M)
                if not first or first.group(1) not in heads:
                    faults.append(f"{path}: does not include its own header first")
            plain = [name for name in included if name.endswith(".h") and not name.endswith("_list.h")]
            if not plain or plain[-1] != "base/banned.h":
                faults.append(f"{path}: does not include base/banned.h last")
    return faults


def check_headers(root, compiler, *flags):
    faults = []
    for path in sources(root, "src"):
        parts = path.split("/")
        if not path.endswith(".h") or path.endswith("_list.h") or parts[1] == "guard":
            continue
        done = subprocess.run([compiler, "-std=gnu11", "-Wall", "-Wextra", "-Werror", "-fsyntax-only",
                               "-Wno-pragma-once-outside-header", "-I", "src", *flags, "-x", "c", path],
                              cwd=root, capture_output=True, text=True)
        if done.returncode != 0:
            faults.append(f"{path}: does not compile alone:\n{done.stderr.strip()}")
    return faults


def check_sizes(root):
    faults = []
    for path in sources(root, "src", "tests"):
        lines = read(root, path).count("\n")
        if GENERATED.search(path):
            continue
        if lines > 1000:
            faults.append(f"{path}: {lines} lines; 1,000 are the most")
        elif lines > 600:
            print(f"note: {path} has {lines} lines; over 600 a file is often two concepts")
    return faults


def check_format(root):
    tool = shutil.which("clang-format")
    version = subprocess.run([tool, "--version"], capture_output=True, text=True).stdout if tool else ""
    if not re.search(r"version 14\.", version):
        print("skipped: clang-format 14 is not here; other versions format otherwise")
        sys.exit(SKIPPED)
    files = [path for path in sources(root, "src", "tests") if not GENERATED.search(path)]
    done = subprocess.run([tool, "--dry-run", "-Werror", *files], cwd=root, capture_output=True, text=True)
    bad = sorted(set(re.findall(r"^(\S+?):\d+:\d+: error", done.stderr, re.M)))
    if done.returncode != 0 and not bad:
        return [done.stderr]
    return [f"{path}: not as clang-format would have it (make format)" for path in bad]


def tracked(root):
    done = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                          cwd=root, capture_output=True)
    if done.returncode == 0:
        return [p for p in done.stdout.decode().split("\0") if p and os.path.isfile(os.path.join(root, p))]
    found = []
    for base, dirs, files in os.walk(root):
        dirs[:] = [d for d in dirs if d not in (".git", "build", "node_modules")]
        found += [os.path.relpath(os.path.join(base, name), root) for name in files]
    return found


def check_words(root):
    # Spelt in pieces, or this file would find itself.
    banned = [(re.compile(r"(?<![\w.])/(?:work|tmp" + r"/w|root|home/[a-z]+)/[\w.]"), "a machine's path"),
              (re.compile(r"registry\.(?:npmjs|yarnpkg)\." + r"|registry\.npmmirror\.|pypi\.org/" + "simple"),
               "a package registry's address")]
    faults = []
    for path in tracked(root):
        try:
            text = read(root, path)
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            for pattern, what in banned:
                if pattern.search(line):
                    faults.append(f"{path}:{number}: {what}: {line.strip()[:100]}")
        if path.endswith("package-lock.json") and re.search(r'"resolved"\s*:\s*"http', text):
            faults.append(f"{path}: says where packages were downloaded from; npm's "
                          "omit-lockfile-registry-resolved leaves that out")
    return faults


def check_names(_root, *libraries):
    faults = []
    for library in libraries:
        done = subprocess.run(["nm", "-g", "--defined-only", library], capture_output=True, text=True)
        if done.returncode != 0:
            faults.append(f"{library}: nm: {done.stderr.strip()}")
            continue
        names = re.findall(r"^[0-9a-f]+ [A-Z] (\S+)$", done.stdout, re.M)
        if not names:
            faults.append(f"{library}: exports nothing")
        # Compilers' own (sanitizers, coverage) begin with two underscores.
        faults += [f"{os.path.basename(library)}: exports {name}, which does not begin with mln_"
                   for name in names if not name.startswith(("mln_", "__", "_ASAN", ".L"))]
    return faults


def check_self(_root):
    """Each check has to fail on what it is there for."""
    faults = []

    def expect(check, files, word, *arguments):
        with tempfile.TemporaryDirectory() as root:
            base = {"tests/layers/rooms.txt": "base:\nfiles: base\n", "src/base/banned.h": "\n",
                    ".clang-format": "BasedOnStyle: LLVM\n"}
            for path, text in {**base, **files}.items():
                os.makedirs(os.path.dirname(os.path.join(root, path)) or root, exist_ok=True)
                with open(os.path.join(root, path), "w", encoding="utf-8") as file:
                    file.write(text)
            found = check(root, *arguments)
            if (word is None and found) or (word is not None and not any(word in f for f in found)):
                faults.append(f"{check.__name__}: wanted {word!r}, found {found}")

    banned = '#include "base/banned.h"\n'
    expect(check_includes, {"src/files/a.c": '#include "base/b.h"\n' + banned}, None)
    expect(check_includes, {"src/base/a.c": '#include "files/b.h"\n' + banned}, "may not include")
    expect(check_includes, {"src/files/a.c": '#include "base/b_p.h"\n' + banned}, "private")
    expect(check_includes, {"src/files/a.c": '#include "a.h"\n' + banned}, "not written from src/")
    expect(check_includes, {"src/files/a.c": '#include "base/b.h"\n'}, "banned.h last")
    expect(check_includes, {"src/files/a.h": "\n", "src/files/a.c": "#include <x.h>\n" + banned}, "own header")
    expect(check_includes, {"src/files/a.h": "\n", "src/files/a.c": '#include "files/a.h"\n' + banned}, None)
    expect(check_includes, {"src/other/a.c": banned}, "not in tests/layers")
    expect(check_headers, {"src/base/a.h": "#ifndef A\n#define A\nint8_t a;\n#endif\n"}, "alone", "cc")
    expect(check_headers, {"src/base/a.h": "#ifndef A\n#define A\n#include <stdint.h>\n#endif\n"}, None, "cc")
    expect(check_sizes, {"src/base/a.c": "\n" * 1001}, "1001 lines")
    expect(check_sizes, {"src/base/a.c": "\n" * 1000}, None)
    expect(check_words, {"a.md": "see /" + "root/x\n"}, "machine's path")
    expect(check_words, {"a.md": "src/root/x and `/` + root\n"}, None)
    expect(check_words, {"p/package-lock.json": '{"resolved": "https://x/y.tgz"}\n'}, "downloaded from")
    if re.search(r"version 14\.", subprocess.run(["clang-format", "--version"], capture_output=True,
                                                 text=True).stdout if shutil.which("clang-format") else ""):
        expect(check_format, {"src/base/a.c": "int  a ;\n"}, "clang-format")
        expect(check_format, {"src/base/a.c": "int a;\n"}, None)
    with tempfile.TemporaryDirectory() as root:
        for name, word in (("helper", True), ("mln_helper", False)):
            with open(os.path.join(root, "a.c"), "w", encoding="utf-8") as file:
                file.write(f"int {name}(void);\nint {name}(void)\n{{\n    return 1;\n}}\n")
            subprocess.run(["cc", "-c", "a.c", "-o", "a.o"], cwd=root, check=True)
            if bool(check_names(root, os.path.join(root, "a.o"))) != word:
                faults.append(f"check_names: wrong about {name}")
    return faults


def main():
    if len(sys.argv) < 3 or "check_" + sys.argv[2] not in globals():
        sys.exit(__doc__)
    faults = globals()["check_" + sys.argv[2]](sys.argv[1], *sys.argv[3:])
    for fault in faults:
        print(fault)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
