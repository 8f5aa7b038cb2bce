#!/usr/bin/env python3
"""Runs the peers' own tests with our drop-ins in place of their modules.

Usage: run.py PACKAGE PEER=CHECKOUT...

PACKAGE is the npm package's folder (build/release/merlon-guard); CHECKOUT is a git checkout of the peer, its
development dependencies installed. A copy of its commit is made, in which the modules that the tests import are
replaced by ones that hand on ours, and nothing else is. Prints for each peer the commit, and how many tests were run,
passed and skipped. Fails when a test failed or was skipped, or when fewer were run than are known here.

Peers: helmet, cors, express-rate-limit, csrf-csrf.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

# How many there are. Of express-rate-limit's, those of what the package exports: its other tests call its files.
KNOWN = {"helmet": 119, "cors": 49, "express-rate-limit": 134, "csrf-csrf": 86}


def write(root, path, text):
    with open(os.path.join(root, path), "w", encoding="utf-8") as file:
        file.write(text)


def run(root, *command):
    env = dict(os.environ, NODE_OPTIONS=os.environ.get("PEER_NODE_OPTIONS", ""))
    return subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=600, env=env)


def camel(name):
    return re.sub(r"-(.)", lambda m: m.group(1).upper(), name)


class Counts:
    def __init__(self, passed, failed, skipped, details):
        self.passed, self.failed, self.skipped, self.details = passed, failed, skipped, details


def helmet(root):
    ours = "merlon-guard/helmet"
    write(root, "index.ts", f"export {{ default }} from '{ours}';\nexport * from '{ours}';\n")
    for name in os.listdir(os.path.join(root, "middlewares")):
        if os.path.exists(os.path.join(root, "middlewares", name, "index.ts")):
            text = f"import helmet from '{ours}';\nexport default helmet.{camel(name)};\n"
            if name == "content-security-policy":
                text += ("export const { getDefaultDirectives, dangerouslyDisableDefaultSrc } = "
                         "helmet.contentSecurityPolicy;\n")
            write(root, f"middlewares/{name}/index.ts", text)
    tests = sorted("test/" + name for name in os.listdir(os.path.join(root, "test")) if name.endswith(".ts"))
    done = run(root, "node_modules/.bin/tsx", "--test", "--test-reporter=tap", *tests)
    number = {key: int(value) for key, value in re.findall(r"^# (\w+) (\d+)$", done.stdout, re.M)}
    return Counts(number.get("pass", 0), number.get("fail", 1), number.get("skipped", 0), done.stdout + done.stderr)


def cors(root):
    write(root, "lib/index.js", "module.exports = require('merlon-guard/cors');\n")
    done = run(root, "node_modules/.bin/mocha", "--require", "test/support/env", "--reporter", "json")
    try:
        got = json.loads(done.stdout[done.stdout.index("{"):])
    except ValueError:
        return Counts(0, 1, 0, done.stdout + done.stderr)
    details = "\n".join(f"{t['fullTitle']}: {t['err'].get('message')}" for t in got["failures"])
    return Counts(got["stats"]["passes"], got["stats"]["failures"], got["stats"]["pending"], details)


# Tests that call files which the package does not export.
INTERNAL = re.compile(r"^(validations tests|ConsoleLogger|types tests)"
                      r"|^headers test should not attempt to set headers if request.headersSent is true$")


def express_rate_limit(root):
    names = "default, rateLimit, ipKeyGenerator, MemoryStore, SECOND, MINUTE, HOUR, DAY"
    types = ("ClientRateLimitInfo, IncrementCallback, LegacyStore, Logger, Options, RateLimitInfo, "
             "RateLimitRequestHandler, Store")
    write(root, "source/index.ts", f"export {{ {names} }} from 'merlon-guard/express-rate-limit'\n"
          f"export type {{ {types} }} from 'merlon-guard/express-rate-limit'\n")
    write(root, "source/memory-store.ts", "export { MemoryStore } from 'merlon-guard/express-rate-limit'\n")
    done = run(root, "node_modules/.bin/jest", "--json", "--coverage=false", "--forceExit")
    try:
        got = json.loads(done.stdout[done.stdout.index("{"):])
    except ValueError:
        return Counts(0, 1, 0, done.stdout + done.stderr)
    counts = Counts(0, 0, 0, "")
    for suite in got["testResults"]:
        if not suite["assertionResults"]:
            counts.failed += 1
            counts.details += suite["message"] + "\n"
        for test in suite["assertionResults"]:
            if INTERNAL.search(test["fullName"]):
                continue
            if test["status"] == "passed":
                counts.passed += 1
            elif test["status"] == "failed":
                counts.failed += 1
                counts.details += test["fullName"] + "\n" + "\n".join(test["failureMessages"])[:2000] + "\n"
            else:
                counts.skipped += 1
    return counts


def csrf_csrf(root):
    write(root, "src/index.ts", "export { doubleCsrf } from 'merlon-guard/csrf-csrf';\nexport type * from './types';\n")
    done = run(root, "node_modules/.bin/vitest", "run", "--reporter=json")
    try:
        got = json.loads(done.stdout[done.stdout.index("{"):])
    except ValueError:
        return Counts(0, 1, 0, done.stdout + done.stderr)
    details = "\n".join(t["fullName"] + "\n" + "\n".join(t["failureMessages"])[:2000] for suite in got["testResults"]
                        for t in suite["assertionResults"] if t["status"] == "failed")
    details += "\n".join(suite["message"] for suite in got["testResults"] if suite.get("message"))
    return Counts(got["numPassedTests"], got["numFailedTests"], got["numPendingTests"], details)


def prepare(checkout, package, root):
    subprocess.run(["git", "-c", "safe.directory=*", "clone", "--quiet", "--no-hardlinks", checkout, root], check=True)
    # A folder of links, so that ours can be among them without a change to the checkout.
    os.mkdir(os.path.join(root, "node_modules"))
    for name in os.listdir(os.path.join(checkout, "node_modules")):
        os.symlink(os.path.join(checkout, "node_modules", name), os.path.join(root, "node_modules", name))
    os.symlink(package, os.path.join(root, "node_modules", "merlon-guard"))
    commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=root, capture_output=True, text=True, check=True)
    return commit.stdout.strip()


def main():
    if len(sys.argv) < 3 or any("=" not in peer for peer in sys.argv[2:]):
        sys.exit(__doc__)
    package = os.path.abspath(sys.argv[1])
    runs = {"helmet": helmet, "cors": cors, "express-rate-limit": express_rate_limit, "csrf-csrf": csrf_csrf}
    bad = False
    print(f"{'peer':<20}{'commit':<42}{'run':>5}{'passed':>8}{'skipped':>9}")
    for peer in sys.argv[2:]:
        name, checkout = peer.split("=", 1)
        root = os.path.join(tempfile.mkdtemp(), name)
        try:
            commit = prepare(os.path.abspath(checkout), package, root)
            counts = runs[name](root)
        finally:
            shutil.rmtree(os.path.dirname(root))
        total = counts.passed + counts.failed + counts.skipped
        print(f"{name:<20}{commit:<42}{total:>5}{counts.passed:>8}{counts.skipped:>9}", flush=True)
        if counts.failed or counts.skipped or total < KNOWN[name]:
            bad = True
            print(counts.details[-int(os.environ.get("DETAILS", "20000")):])
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
