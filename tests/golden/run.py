#!/usr/bin/env python3
"""Whole runs of merlon, compared with what is kept. Usage: run.py [--bless] MERLON [CASE...]

A case is a folder here with

  args           one argument a line; or, for what takes more than one run of the program,
  run.sh         a script that calls "$MERLON"; exit code 77 skips the case
  input/         copied to a fresh folder, where the run takes place
  expected.stdout, expected.stderr, expected.code (0 when absent)
  expected.files/  what the run leaves beside its input; anything else that it leaves fails

The elapsed time is written as <time>. --bless rewrites the expected files: read the difference
before you commit it.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SKIP = 77


def normalise(data):
    return re.sub(rb"\b\d+\.\d+ ?s(econds)?\b", b"<time>", data)


def read(path, default=b""):
    if not os.path.exists(path):
        return default
    with open(path, "rb") as file:
        return file.read()


def listing(folder):
    found = {}
    for base, _dirs, files in os.walk(folder):
        for name in files:
            path = os.path.join(base, name)
            found[os.path.relpath(path, folder)] = read(path)
    return found


def run_case(case, merlon):
    with tempfile.TemporaryDirectory() as work:
        os.chmod(work, 0o755)
        source = os.path.join(case, "input")
        folder = os.path.join(work, "input")
        if os.path.isdir(source):
            shutil.copytree(source, folder, symlinks=True)
        else:
            os.mkdir(folder)
        before = listing(folder)
        env = {"PATH": os.environ["PATH"], "MERLON": merlon, "LC_ALL": "C.UTF-8", "TERM": "dumb"}
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"):
            if name in os.environ:
                env[name] = os.environ[name]
        script = os.path.join(case, "run.sh")
        if os.path.exists(script):
            command = ["bash", script]
        else:
            command = [merlon, *read(os.path.join(case, "args")).decode().splitlines()]
        done = subprocess.run(command, cwd=folder, env=env, capture_output=True, timeout=120,
                              stdin=subprocess.DEVNULL)
        after = listing(folder)
        files = {name: data for name, data in after.items() if before.get(name) != data}
        for name in before:
            if name not in after:
                files[name] = b"<removed>"
    result = {"expected.stdout": normalise(done.stdout), "expected.stderr": normalise(done.stderr),
              "expected.code": b"%d\n" % done.returncode}
    for name, data in files.items():
        result["expected.files/" + name] = normalise(data)
    return done.returncode, result


def expectation(case):
    kept = {"expected.stdout": read(os.path.join(case, "expected.stdout")),
            "expected.stderr": read(os.path.join(case, "expected.stderr")),
            "expected.code": read(os.path.join(case, "expected.code"), b"0\n")}
    for name, data in listing(os.path.join(case, "expected.files")).items():
        kept["expected.files/" + name] = data
    return kept


def show_difference(name, wanted, got):
    with tempfile.TemporaryDirectory() as work:
        for part, data in (("wanted", wanted), ("got", got)):
            with open(os.path.join(work, part), "wb") as file:
                file.write(data)
        done = subprocess.run(["diff", "-u", "--label", name, "--label", "got", "wanted", "got"],
                              cwd=work, capture_output=True)
        print(done.stdout.decode(errors="replace"), end="")


def bless(case, result):
    shutil.rmtree(os.path.join(case, "expected.files"), ignore_errors=True)
    for name, data in result.items():
        path = os.path.join(case, name)
        if (not data and name in ("expected.stdout", "expected.stderr")) or \
                (name == "expected.code" and data == b"0\n"):
            if os.path.exists(path):
                os.remove(path)
            continue
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data)


def main():
    arguments = sys.argv[1:]
    blessing = arguments[:1] == ["--bless"]
    arguments = arguments[1:] if blessing else arguments
    if not arguments:
        sys.exit(__doc__)
    merlon = os.path.abspath(arguments[0])
    names = arguments[1:] or sorted(
        name for name in os.listdir(HERE)
        if os.path.exists(os.path.join(HERE, name, "args"))
        or os.path.exists(os.path.join(HERE, name, "run.sh")))
    failed = []
    for name in names:
        case = os.path.join(HERE, name)
        code, result = run_case(case, merlon)
        if code == SKIP and os.path.exists(os.path.join(case, "run.sh")):
            print(f"skipped: {name}: {result['expected.stderr'].decode().strip()}")
            continue
        if code < 0 or code > 3:
            print(f"{name}: exit code {code}\n{result['expected.stderr'].decode(errors='replace')}")
            failed.append(name)
            continue
        if blessing:
            bless(case, result)
            continue
        wanted = expectation(case)
        for part in sorted(set(wanted) | set(result)):
            if wanted.get(part) != result.get(part):
                show_difference(f"{name}/{part}", wanted.get(part, b""), result.get(part, b""))
                if name not in failed:
                    failed.append(name)
    print(f"{len(names) - len(failed)} of {len(names)} golden runs as expected"
          + (f"; not: {' '.join(failed)}" if failed else ""))
    sys.exit(1 if failed or not names else 0)


if __name__ == "__main__":
    main()
