#!/usr/bin/env python3
"""The measuring half of run.sh: merlon against the bare parse, ast-grep and foxguard, in alternating
rounds.

Usage: measure.py MERLON STOCK_PARSE AST_GREP FOLDER [FOXGUARD]

BENCH_CORPUS names a folder to measure on instead of FOLDER/corpus. BENCH_RULES names a folder of rule
files that other people wrote: what loading them costs and a scan with all of them, against ten, is
measured too, and, if `semgrep` is on PATH or BENCH_ENGINE names it, its time for the same rules on a
sample of the files.

Measured is processor time, user and system, of the whole process as wait4() gives it, start-up
included; figures of two machines are not to be compared, the ratios of one run are. Nothing here
passes or fails by time. A tool that fails, or does not do the work it is measured at, ends the run.

Every tool gets the same files. merlon passes over some of them (minified, generated, C++ headers),
which the bare parse and ast-grep read; so both are also measured on just the files merlon read.
"""

import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tarfile
import time
from pathlib import Path

ROUNDS = max(5, int(os.environ.get("BENCH_ROUNDS", "5")))
THREADS = "2"
# A tool that takes longer than this, in seconds, is run in the first rounds alone: its ratio is far
# from any that a few per cent would change.
SLOW = 30
SLOW_ROUNDS = 2
EXTRA_RULES = 400
SAMPLE = 60  # files, for an engine that is slower by far
# ast-grep passes over large files of its own accord; so that all see the same, none is taken.
LARGEST = 1_000_000
EXTENSIONS = re.compile(r"\.(js|mjs|cjs|jsx|ts|mts|cts|tsx|c|h)$")

# Simple rules, one a problem family and a little more, for ast-grep.
ECMA_PATTERNS = [
    "$DB.query($A + $B)",
    "$RES.send($ERR.stack)",
    "app.post($PATH, $HANDLER)",
    "crypto.createHash('md5')",
    "cors({ origin: '*' })",
    "$RES.setHeader('Access-Control-Allow-Origin', '*')",
    "jwt.sign($DATA, '$SECRET')",
    "eval($CODE)",
]
C_PATTERNS = [
    "sprintf($BUFFER, $FORMAT, $VALUE)",
    "sqlite3_exec($DB, $SQL, $CALLBACK, $DATA, $ERROR)",
    "mysql_query($DB, $SQL)",
    "MD5($DATA, $LENGTH, $OUT)",
    "SHA1($DATA, $LENGTH, $OUT)",
    "crypt($PASSWORD, $SALT)",
    "strcpy($TO, $FROM)",
    "system($COMMAND)",
]


def fail(text):
    sys.exit(f"measure.py: {text}")


def unpack(packages, corpus):
    """Sources of all packages under `corpus`, each package in a folder of its own."""
    unfinished = corpus.with_name("corpus.part")
    shutil.rmtree(unfinished, ignore_errors=True)
    for tarball in sorted(packages.glob("*.tgz")):
        with tarfile.open(tarball) as archive:
            for member in archive:
                path = Path(member.name)
                if not member.isfile() or path.is_absolute() or ".." in path.parts:
                    continue
                if not EXTENSIONS.search(path.name) or member.size > LARGEST:
                    continue
                # A hidden or a dependency folder is walked by one tool and not by another.
                parts = [part.lstrip(".").replace("node_modules", "modules") for part in path.parts]
                target = unfinished / tarball.stem / Path(*parts[1:])
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(archive.extractfile(member).read())
    unfinished.rename(corpus)


def write_rules(folder, control):
    """The rules that are measured: EXTRA_RULES more for merlon, and a set for ast-grep. `control`
    is code that one of each finds: a measure of rules that do not run would say nothing."""
    extra = folder / "extra.yaml"
    lines = ["rules:"]
    for number in range(EXTRA_RULES):
        lines += [
            f"  - id: bench-nowhere-{number:03}",
            "    languages: [javascript, typescript, c]",
            "    severity: INFO",
            "    message: A name that occurs nowhere.",
            f"    pattern: qzxj_nowhere_{number:03}($VALUE)",
        ]
    extra.write_text("\n".join(lines) + "\n")

    rules = folder / "ast-grep-rules"
    shutil.rmtree(rules, ignore_errors=True)
    rules.mkdir()
    for language, patterns in (
        ("JavaScript", ECMA_PATTERNS),
        ("TypeScript", ECMA_PATTERNS),
        ("Tsx", ECMA_PATTERNS),
        ("C", C_PATTERNS),
    ):
        for number, pattern in enumerate(patterns):
            form = f"  pattern: {json.dumps(pattern)}\n"
            if language == "C":
                # On its own, such a text is a declaration to the grammar.
                context = json.dumps(f"void f(void) {{ {pattern}; }}")
                form = f"  pattern:\n    context: {context}\n    selector: call_expression\n"
            (rules / f"{language}-{number}.yml").write_text(
                f"id: {language.lower()}-{number}\nlanguage: {language}\nseverity: warning\n"
                f"message: bench\nrule:\n{form}"
            )
    (folder / "sgconfig.yml").write_text("ruleDirs:\n  - ast-grep-rules\n")

    shutil.rmtree(control, ignore_errors=True)
    control.mkdir()
    (control / "control.js").write_text("eval(code);\nqzxj_nowhere_007(1);\n")
    (control / "control.ts").write_text("eval(code);\nqzxj_nowhere_007(1);\n")
    (control / "control.c").write_text(
        "void f(void)\n{\n    system(command);\n    qzxj_nowhere_007(1);\n}\n"
    )


def is_about_code(merlon, path):
    """Whether a rule of the file is for JavaScript, TypeScript or C."""
    listed = subprocess.run(
        [merlon, "rules", "--config", path, "--format", "json"], capture_output=True, check=True
    )
    rules = json.loads(listed.stdout)["rules"]
    return any({"javascript", "typescript", "c"} & set(rule["languages"]) for rule in rules)


def take_rules(merlon, given, out):
    """The files of a folder of rules that merlon takes whole, of code and not of any text, and ten of
    their rules alone."""
    everything, ten = out / "public-rules", out / "public-rules-ten"
    for folder in (everything, ten):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
    count = 0
    single = []
    for number, path in enumerate(sorted(Path(given).rglob("*.y*ml"))):
        if not path.is_file() or ".test." in path.name or ".fixed." in path.name:
            continue
        done = subprocess.run([merlon, "validate", path], capture_output=True)
        run_here = re.match(rb"(\d+) will run", done.stdout)
        if done.returncode or not run_here or not int(run_here[1]):
            continue
        if not is_about_code(merlon, path):
            continue
        count += int(run_here[1])
        if int(run_here[1]) == 1:
            single.append(path)
        shutil.copyfile(path, everything / f"{number:05}.yaml")
    if len(single) < 10:
        fail(f"fewer than ten files with one rule under {given}")
    for path in single[:: len(single) // 10][:10]:
        shutil.copyfile(path, ten / f"{path.stem}.yaml")
    return everything, ten, count


def link(path, target):
    """The same file elsewhere, without a byte copied where that can be."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(path, target)
    except OSError:
        shutil.copyfile(path, target)


def run(command, codes=(0,), keep=None, cwd=None):
    """Runs it and gives processor seconds, peak memory in MB and elapsed seconds; output goes to
    `keep`."""
    started = time.monotonic()
    with open(keep or os.devnull, "wb") as output:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.PIPE, cwd=cwd
        )
        errors = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in codes:
        fail(f"exit code {process.returncode}: {' '.join(map(str, command))}\n{errors.decode()[-2000:]}")
    peak = usage.ru_maxrss / (1 << 20 if platform.system() == "Darwin" else 1 << 10)
    return usage.ru_utime + usage.ru_stime, peak, time.monotonic() - started


def main():
    if len(sys.argv) not in (5, 6):
        fail(__doc__)
    merlon, stock, ast_grep, out = (Path(arg).resolve() for arg in sys.argv[1:5])
    # Not resolved: in a virtual environment it may be a link.
    foxguard = Path(sys.argv[5]).absolute() if len(sys.argv) == 6 else None
    own = os.environ.get("BENCH_CORPUS")
    corpus = Path(own).resolve() if own else out / "corpus"
    if not corpus.exists():
        if own:
            fail(f"there is no {corpus}")
        print("Unpacking", file=sys.stderr)
        unpack(out / "packages", corpus)
    control = out / "control"
    write_rules(out, control)

    everything = sorted(path for path in corpus.rglob("*") if path.is_file()
                        and EXTENSIONS.search(path.name) and path.stat().st_size <= LARGEST)  # fmt: skip
    if own:  # a folder of anything: what is compared is the code in it
        corpus = out / "corpus-own"
        shutil.rmtree(corpus, ignore_errors=True)
        for path in everything:
            link(path, corpus / path.relative_to(Path(own).resolve()))
        everything = sorted(path for path in corpus.rglob("*") if path.is_file())
    elif len(everything) < 10_000:
        fail(f"only {len(everything)} files under {corpus}: too few to speak of memory")

    def scan(folder, report, *more):
        return [merlon, "scan", "--jobs", THREADS, "--exit-zero", "--quiet", "--no-ignore",
                *more, "-o", f"json={report}", folder]  # fmt: skip

    with_extra = ("--config", "default", "--config", out / "extra.yaml")

    def ast_grep_scan(folder):
        return [ast_grep, "scan", "--config", out / "sgconfig.yml", "--threads", THREADS,
                "--no-ignore", "hidden", "--no-ignore", "vcs", "--no-ignore", "dot",
                "--json=stream", folder]  # fmt: skip

    # Do the rules run at all? Each must find its line in each of the three files.
    report = out / "report.json"
    run(scan(control, report, *with_extra))
    found = json.loads(report.read_text())
    if sum(f["rule"].endswith("bench-nowhere-007") for f in found["findings"]) != 3:
        fail("the extra rules do not find what they should in build/bench/control")
    run(ast_grep_scan(control), (0, 1), keep=out / "ast-grep.out")
    if len((out / "ast-grep.out").read_text().splitlines()) < 3:
        fail("ast-grep does not find what it should in build/bench/control")

    # Which files does merlon parse? The others in it, by reason: with the whole pack some of them are
    # read for secrets, so rules for code alone are asked.
    run(scan(corpus, report))
    pack = json.loads(report.read_text())["summary"]["rules"]["run"]
    run(scan(corpus, report, "--config", out / "extra.yaml"))
    record = json.loads(report.read_text())
    root = str(corpus)
    passed_over = set()
    for skip in record["skipped"]:
        path = skip["path"]
        if os.path.isabs(path):
            passed_over.add(path)
        else:
            passed_over.add(os.path.abspath(path))
            passed_over.add(os.path.join(root, path))
    files = [path for path in everything if str(path) not in passed_over]
    if len(files) != record["summary"]["files"]:
        fail(f"merlon says it read {record['summary']['files']} files; by its report it is {len(files)}")

    # The same without those, for the others: links, so that no byte is copied.
    read = out / "corpus-read"
    shutil.rmtree(read, ignore_errors=True)
    for path in files:
        link(path, read / path.relative_to(corpus))
    for name, paths in (("all.list", everything), ("read.list", files)):
        largest_first = sorted(paths, key=lambda path: (-path.stat().st_size, str(path)))
        (out / name).write_text("".join(f"{path}\n" for path in largest_first))

    tasks = {
        "bare parse, all files": ([stock, out / "all.list", THREADS], (0,)),
        "bare parse, files merlon read": ([stock, out / "read.list", THREADS], (0,)),
        "merlon scan": (scan(corpus, report), (0,)),
        f"merlon scan, {EXTRA_RULES} more rules": (scan(corpus, report, *with_extra), (0,)),
        "ast-grep, all files": (ast_grep_scan(corpus), (0, 1)),
        "ast-grep, files merlon read": (ast_grep_scan(read), (0, 1)),
        "merlon, one line (load)": (scan(control / "control.js", report), (0,)),
    }
    public = os.environ.get("BENCH_RULES")
    if public:
        rules_all, rules_ten, public_count = take_rules(merlon, public, out)
        sample = out / "corpus-sample"
        shutil.rmtree(sample, ignore_errors=True)
        for path in files[:: max(1, len(files) // SAMPLE)][:SAMPLE]:
            link(path, sample / path.relative_to(corpus))
        one_line = control / "control.js"
        for text, folder in ((f"{public_count} public rules", rules_all), ("ten public rules", rules_ten)):
            tasks[f"{text}, one line (load)"] = (scan(one_line, report, "--config", folder), (0,))
            tasks[f"{text}, scan"] = (scan(corpus, report, "--config", folder), (0,))
        tasks["public rules, sample"] = (scan(sample, report, "--config", rules_all), (0,))
        engine = os.environ.get("BENCH_ENGINE") or shutil.which("semgrep")
        if engine:
            tasks["public rules, sample, semgrep"] = (
                [engine, "scan", "--metrics", "off", "--disable-version-check", "--quiet", "--json",
                 "--no-git-ignore", "--jobs", THREADS, "--config", rules_all, sample],
                (0, 1))  # fmt: skip
    if foxguard:
        for name, folder in (("foxguard, all files", corpus), ("foxguard, files merlon read", read)):
            # In the folder: it passes over what lies below one called `build`.
            tasks[name] = ([foxguard, "--format", "json", "--output", out / "foxguard.json", "."],
                           (0, 1), None, folder)  # fmt: skip
    seconds = {name: [] for name in tasks}
    peaks = {name: [] for name in tasks}
    elapsed = {name: [] for name in tasks}
    for number in range(ROUNDS):
        print(f"Round {number + 1} of {ROUNDS}", file=sys.stderr)
        names = list(tasks)
        # Each round starts elsewhere, so that none always follows the same neighbour's heat.
        for name in names[number % len(names):] + names[: number % len(names)]:
            if number >= SLOW_ROUNDS and min(seconds[name]) > SLOW:
                continue
            spent, peak, took = run(*tasks[name])
            seconds[name].append(spent)
            peaks[name].append(peak)
            elapsed[name].append(took)

    size_all = sum(path.stat().st_size for path in everything)
    size_read = sum(path.stat().st_size for path in files)
    reasons = ", ".join(f"{count} {reason}" for reason, count in record["summary"]["skipped"].items())
    languages = ", ".join(
        f"{count} {name}" for name, count in record["summary"]["files_by_language"].items()
    )
    print(f"files           {len(everything)} of {size_all / 1e6:.1f} MB; "
          f"merlon read {len(files)} of {size_read / 1e6:.1f} MB ({languages})")  # fmt: skip
    print(f"passed over     {reasons or 'none'}")
    print(f"rules           merlon {pack} (its pack), and {EXTRA_RULES} more in one row; "
          f"ast-grep {len(ECMA_PATTERNS)} for each of JS, TS and TSX, {len(C_PATTERNS)} for C")  # fmt: skip
    print(f"machine         {os.cpu_count()} processors, {platform.machine()}; "
          f"{THREADS} threads, {ROUNDS} rounds")  # fmt: skip
    print(f"binary          {os.path.relpath(merlon)}")
    if foxguard:
        fox = json.loads((out / "foxguard.json").read_text())["target"]["files_scanned"]
        if fox == 0:
            fail("foxguard scanned no file")
        print(f"foxguard        scanned {fox} of the {len(files)} files, with its built-in rules")
    if own:
        print(f"NOTE            measured on {own}: the figures are of that code alone")
    if pack == 0:
        print("NOTE            the pack has no rules: the figures say what reading costs, not scanning")
    print()
    print(f"{'processor seconds':34}{'median':>8}{'least':>8}{'most':>8}{'peak MB':>9}{'rounds':>8}")
    median = {}
    for name in tasks:
        median[name] = statistics.median(seconds[name])
        print(f"{name:34}{median[name]:8.2f}{min(seconds[name]):8.2f}{max(seconds[name]):8.2f}"
              f"{max(peaks[name]):9.0f}{len(seconds[name]):8}")  # fmt: skip
    plain = median["merlon scan"]
    print()
    print(f"{'ratio of medians':50}{'all files':>10}{'read':>8}")
    for text, above, below, also in (
        ("scan ÷ bare parse", plain, "bare parse, all files", "bare parse, files merlon read"),
        ("scan ÷ ast-grep", plain, "ast-grep, all files", "ast-grep, files merlon read"),
        ("scan ÷ foxguard", plain, "foxguard, all files", "foxguard, files merlon read"),
    ):
        if below not in median:
            print(f"{text:50}{'not here':>10}")
            continue
        print(f"{text:50}{above / median[below]:10.3f}{above / median[also]:8.3f}")
    if public:
        whole = f"{public_count} public rules"
        print(f"{f'scan with {whole} ÷ scan with ten':50}"
              f"{median[f'{whole}, scan'] / median['ten public rules, scan']:10.3f}")
        bare = median["ten public rules, one line (load)"]
        print(f"{f'loading {whole}, ms more than ten':50}"
              f"{1000 * (median[f'{whole}, one line (load)'] - bare):10.1f}")
        took = [statistics.median(elapsed[f"{text}, one line (load)"]) for text in (whole, "ten public rules")]
        print(f"{'the same by the clock':50}{1000 * (took[0] - took[1]):10.1f}")
        if engine:
            print(f"{'semgrep ÷ scan, public rules, sample':50}"
                  f"{median['public rules, sample, semgrep'] / median['public rules, sample']:10.1f}")
        else:
            print(f"{'semgrep, public rules':50}{'not here':>10}")
    more = median[f"merlon scan, {EXTRA_RULES} more rules"]
    print(f"{f'scan with {EXTRA_RULES} more rules ÷ scan':50}{more / plain:10.3f}")


main()
