"$MERLON" scan --config rule.yaml app.js >/dev/full
echo "standard output: $?"
"$MERLON" scan --config rule.yaml -q -o sarif=/dev/full app.js >/dev/null
echo "a report: $?"
