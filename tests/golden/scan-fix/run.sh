# Fixes are written, a mode stays, what cannot be fixed is told; a second run finds no more to do.
chmod 750 app.js
"$MERLON" scan --no-config --config rules.yaml --fix --verbose --output report.txt --exit-zero .
code=$?
stat -c '%a' app.js
grep -A99 '^warning\|^note' report.txt
rm report.txt
"$MERLON" scan --no-config --config rules.yaml --fix --exit-zero --output again.txt .
rm again.txt
exit $code
