#!/usr/bin/env python3
"""Runs merlon and the rule language's own engine on rules and files, and compares the lines.

  compare.py --merlon MERLON --rules FOLDER... --files FOLDER... [--engine semgrep]
             [--pairs 20000] [--seed WORD] [--json FILE] [--show N]
  compare.py --merlon MERLON --probes ../unit/probes.json ...   the probes' rules on the probes' code

Every rule of the folders that both load is asked about every file it is for: one pair each. Rules
and files are drawn by a hash of their path, so that a run can be repeated. What differs is counted by
what the rule is made of, and the rules that differ most are named with places to look at.

Files are copied under plain names into one folder, so that neither tool passes over some by where
they stand; what the engine never scans (.min.js, .d.ts) is not drawn.

The engine is the `semgrep` on PATH, or the one that --engine names; without it the comparison is
skipped, and that is said (exit code 77). Its rules are read with PyYAML. Rules' `paths:` are left
out, comments that suppress findings have no effect, and values are followed within functions, as
there. Nothing is sent anywhere.
"""
import argparse
import collections
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile

SKIP = 77
EXTENSIONS = {".js": "javascript", ".jsx": "javascript", ".mjs": "javascript", ".cjs": "javascript",
              ".ts": "typescript", ".tsx": "typescript", ".c": "c", ".h": "c"}
LANGUAGES = {"js": "javascript", "javascript": "javascript", "ts": "typescript",
             "typescript": "typescript", "c": "c", "generic": "generic", "regex": "regex",
             "none": "regex"}
MAX_BYTES = 100_000
CHUNK = 60  # files of one run of the engine


def skip(why):
    print("skipped: " + why)
    sys.exit(SKIP)


def draw(word, things, key):
    """In an order that depends on nothing but the word and the keys."""
    return sorted(things, key=lambda t: hashlib.sha256((word + key(t)).encode()).digest())


def read_rules(folders, yaml):
    rules = []
    for folder in folders:
        for base, dirs, names in os.walk(folder):
            dirs.sort()
            for name in sorted(names):
                if not name.endswith((".yaml", ".yml")) or ".test." in name or ".fixed." in name:
                    continue
                path = os.path.join(base, name)
                try:
                    with open(path, encoding="utf-8") as file:
                        data = yaml.safe_load(file)
                except (yaml.YAMLError, UnicodeDecodeError):
                    continue
                for rule in data.get("rules") or [] if isinstance(data, dict) else []:
                    if isinstance(rule, dict) and "id" in rule:
                        rules.append((os.path.relpath(path, folder), rule))
    return rules


def languages(rule):
    return {LANGUAGES[name] for name in map(str, rule.get("languages") or []) if name in LANGUAGES}


def read_files(folders):
    files = []
    for folder in folders:
        for base, dirs, names in os.walk(folder):
            dirs[:] = sorted(d for d in dirs if d not in ("node_modules", ".git"))
            for name in sorted(names):
                path = os.path.join(base, name)
                if os.path.splitext(name)[1] in EXTENSIONS and os.path.isfile(path) \
                        and not name.endswith((".min.js", ".d.ts")) \
                        and not os.path.islink(path) and os.path.getsize(path) <= MAX_BYTES:
                    files.append(os.path.abspath(path))
    return files


def read_probes(path, folder):
    """The rules of the probes and, as files, their code."""
    suffixes = {"js": ".js", "ts": ".ts", "c": ".c"}
    rules, files = [], []
    with open(path, encoding="utf-8") as file:
        probes = json.load(file)
    for index, probe in enumerate(probes):
        if probe["lang"] not in suffixes:
            continue
        rules.append((probe["name"], dict(probe["rule"], id="probe-%d" % index,
                                          languages=[probe["lang"]])))
        target = os.path.join(folder, "probe%04d%s" % (index, suffixes[probe["lang"]]))
        with open(target, "w", encoding="utf-8", newline="") as file:
            file.write(probe["code"])
        files.append(target)
    return rules, files


def stage(files, folder):
    """Copies of the files, in a folder of their own; where each came from."""
    shutil.rmtree(folder, ignore_errors=True)
    os.mkdir(folder)
    came = {}
    for index, path in enumerate(files):
        target = os.path.join(folder, "f%04d%s" % (index, os.path.splitext(path)[1]))
        shutil.copyfile(path, target)
        came[target] = path
    return came


def run_merlon(merlon, config, files, folder):
    command = [merlon, "scan", "--no-config", "--no-ignore", "--tests", "full", "--flow", "function",
               "--config", config, "--json", "--exit-zero", *files]
    done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=600,
                          cwd=folder)
    if done.returncode not in (0, 1):
        return None, done.stderr.decode(errors="replace")
    data = json.loads(done.stdout)
    found = {(f["rule"], os.path.join(folder, f["path"]), f["start"]["line"]) for f in data["findings"]}
    broken = {os.path.join(folder, f["path"]) for f in data.get("files_with_errors", [])}
    spent = {(n.get("rule"), n.get("path")) for n in data.get("notifications", [])
             if n.get("code") == "rule-budget"}
    return (found, broken, spent), ""


def run_engine(engine, config, folder, home):
    environment = dict(os.environ, HOME=home, SEMGREP_SEND_METRICS="off", NO_COLOR="1",
                       SEMGREP_ENABLE_VERSION_CHECK="0")
    environment.pop("SEMGREP_APP_TOKEN", None)
    command = [engine, "scan", "--metrics", "off", "--disable-version-check", "--json", "--quiet",
               "--disable-nosem", "--no-git-ignore", "--max-target-bytes", "0", "--timeout", "20",
               "--jobs", "2", "--config", config, folder]
    done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=3600,
                          env=environment)
    try:
        data = json.loads(done.stdout)
    except ValueError:
        return None, done.stderr.decode(errors="replace")[-2000:]
    found = {(r["check_id"].split(".")[-1], os.path.abspath(r["path"]), r["start"]["line"])
             for r in data["results"]}
    bad_rules, bad_pairs, broken = set(), set(), set()
    for error in data.get("errors", []):
        rule = (error.get("rule_id") or "").split(".")[-1]
        path = error.get("path")
        kind = error.get("type")
        kind = kind[0] if isinstance(kind, list) else kind
        if rule and not path:
            bad_rules.add(rule)
        elif rule and path:
            bad_pairs.add((rule, os.path.abspath(path)))
        elif path:
            broken.add(os.path.abspath(path))
    return (found, bad_rules, bad_pairs, broken), ""


def loaded_by_merlon(merlon, rules, folder):
    """Those that will run: each alone, so that one malformed rule does not hide the rest."""
    kept = []
    for index, (origin, rule) in enumerate(rules):
        path = os.path.join(folder, "one.yaml")
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"rules": [rule]}, file)
        done = subprocess.run([merlon, "validate", "--strict", path], capture_output=True,
                              stdin=subprocess.DEVNULL)
        if done.returncode == 0 and b"1 will run" in done.stdout:
            kept.append((origin, rule))
    return kept


def features(rule):
    """What a rule is made of, the telling parts first."""
    text = json.dumps(rule)
    names = []
    if rule.get("mode") == "taint" or "pattern-sources" in rule or "taint" in rule:
        names.append("taint")
    for word in ("generic", "regex"):
        if languages(rule) == {word}:
            names.append(word)
    for word, key in (("metavariable-pattern", '"metavariable-pattern"'),
                      ("metavariable-analysis", '"metavariable-analysis"'),
                      ("metavariable-comparison", '"metavariable-comparison"'),
                      ("metavariable-regex", '"metavariable-regex"'),
                      ("inside", '"pattern-inside"'), ("not-inside", '"pattern-not-inside"'),
                      ("pattern-regex", '"pattern-regex"')):
        if key in text:
            names.append(word)
    return names or ["pattern"]


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--merlon", required=True)
    parser.add_argument("--rules", nargs="+", default=[])
    parser.add_argument("--files", nargs="+", default=[])
    parser.add_argument("--probes")
    parser.add_argument("--engine")
    parser.add_argument("--pairs", type=int, default=20000)
    parser.add_argument("--seed", default="merlon")
    parser.add_argument("--show", type=int, default=20)
    parser.add_argument("--json")
    options = parser.parse_args()
    engine = options.engine or shutil.which("semgrep")
    if not engine or not shutil.which(engine):
        skip("no semgrep on PATH; --engine names one")
    try:
        import yaml
    except ImportError:
        skip("PyYAML is not installed")
    merlon = os.path.abspath(options.merlon)
    with tempfile.TemporaryDirectory() as work:
        work = os.path.realpath(work)
        rules = []
        given, files = read_rules(options.rules, yaml), read_files(options.files)
        if options.probes:
            probes = os.path.join(work, "probes")
            os.mkdir(probes)
            more_rules, more_files = read_probes(options.probes, probes)
            given += more_rules
            files += more_files
        for origin, rule in given:
            rule = {key: value for key, value in rule.items() if key not in ("paths", "fix",
                                                                             "fix-regex")}
            kept = [name for name in map(str, rule.get("languages") or []) if name in LANGUAGES]
            if kept:
                rule = dict(rule, languages=kept)
                rule.setdefault("message", "found")
                rule.setdefault("severity", "ERROR")
                rules.append((origin, rule))
        rules = loaded_by_merlon(merlon, draw(options.seed, rules, lambda r: r[0] + r[1]["id"]),
                                 work)
        files = draw(options.seed, files, os.path.basename)
        if not rules or not files:
            sys.exit("no rules or no files")
        origins = {}
        for index, (origin, rule) in enumerate(rules):
            name = "r%04d" % index
            origins[name] = (origin, rule["id"], rule)
            rule["id"] = name
        config = os.path.join(work, "rules.yaml")
        with open(config, "w", encoding="utf-8") as file:
            json.dump({"rules": [rule for _, rule in rules]}, file, default=str)
        by_language = collections.Counter()
        for _, rule in rules:
            for name in languages(rule):
                by_language[name] += 1

        def pairs_of(path):
            return by_language[EXTENSIONS[os.path.splitext(path)[1]]] + by_language["generic"] + \
                by_language["regex"]

        chosen, wanted = [], 0
        for path in files:
            if wanted >= options.pairs:
                break
            chosen.append(path)
            wanted += pairs_of(path)
        compared, left_out, differences, agreed = 0, 0, [], 0
        refused = set()
        for first in range(0, len(chosen), CHUNK):
            part = chosen[first:first + CHUNK]
            came = stage(part, os.path.join(work, "files"))
            ours, why = run_merlon(merlon, config, list(came), os.path.join(work, "files"))
            if ours is None:
                sys.exit("merlon: " + why)
            theirs, why = run_engine(engine, config, os.path.join(work, "files"), work)
            if theirs is None:
                sys.exit("engine: " + why)
            refused |= theirs[1]
            broken = ours[1] | theirs[3]
            for path in part:
                compared += pairs_of(path)
            a = {f for f in ours[0] if f[0] not in refused and f[:2] not in theirs[2]}
            b = {f for f in theirs[0] if f[0] not in refused and f[:2] not in theirs[2]}
            left_out += len(theirs[2])
            agreed += len(a & b)
            for side, extra in (("merlon", a - b), ("engine", b - a)):
                differences += [(side, f[0], came[f[1]], f[2], f[1] in broken) for f in extra]
        compared -= sum(len(chosen) for _ in refused) + left_out
    report(options, origins, refused, chosen, compared, left_out, agreed, differences)


def report(options, origins, refused, chosen, compared, left_out, agreed, differences):
    pairs = {(rule, path) for _, rule, path, _, _ in differences}
    print("%d rules (%d refused by the engine), %d files, %d pairs compared, %d left out (timeouts)"
          % (len(origins), len(refused), len(chosen), compared, left_out))
    print("%d findings of both, %d of merlon alone, %d of the engine alone, in %d pairs: %.2f %% of "
          "the pairs agree" % (agreed, sum(d[0] == "merlon" for d in differences),
                               sum(d[0] == "engine" for d in differences), len(pairs),
                               100.0 * (1 - len(pairs) / max(compared, 1))))
    causes = collections.Counter()
    for side, rule, path, _line, broken in differences:
        what = "file with errors" if broken else " + ".join(features(origins[rule][2])[:2])
        causes[what, side] += 1
    print("\nby what the rule is made of          merlon alone   engine alone")
    for what in sorted({w for w, _ in causes}, key=lambda w: -causes[w, "merlon"] - causes[w, "engine"]):
        print("%-36s %12d %14d" % (what, causes[what, "merlon"], causes[what, "engine"]))
    by_rule = collections.defaultdict(list)
    for difference in differences:
        by_rule[difference[1]].append(difference)
    print("\nthe rules that differ most")
    for rule, list_ in sorted(by_rule.items(), key=lambda item: (-len(item[1]), item[0]))[:options.show]:
        origin, name, _ = origins[rule]
        print("  %4d  %s  %s" % (len(list_), name, origin))
        for side, _, path, line, broken in sorted(list_)[:3]:
            print("          %s alone  %s:%d%s" % (side, path, line, "  (errors)" if broken else ""))
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump([{"side": d[0], "rule": origins[d[1]][1], "origin": origins[d[1]][0],
                        "path": d[2], "line": d[3], "errors": d[4]} for d in differences], file)


if __name__ == "__main__":
    main()
