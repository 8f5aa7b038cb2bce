# A report that cannot be written leaves the old one, and nothing beside it.
as=
if [ "$(id -u)" -eq 0 ]; then
    as="setpriv --reuid=65534 --regid=65534 --clear-groups"
    $as test -x "$MERLON" || { echo "the program cannot be run by another user" >&2; exit 77; }
fi
echo old >report.json
chmod 555 .
$as "$MERLON" scan --config rule.yaml --json --output report.json app.js
code=$?
chmod 755 .
cat report.json
rm report.json
exit $code
