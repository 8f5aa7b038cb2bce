# Nothing is written; the difference is one that patch understands.
"$MERLON" scan --no-config --config rules.yaml --fix --dry-run --exit-zero app.js
code=$?
command -v patch >/dev/null || exit $code
"$MERLON" scan --no-config --config rules.yaml --fix --dry-run --exit-zero -q app.js | patch -p1 -s -o patched.js
"$MERLON" scan --no-config --config rules.yaml --fix --exit-zero -q --output report.txt app.js
cmp patched.js app.js
rm patched.js report.txt
exit $code
