"$MERLON" scan --config rules.yaml --no-ignore -j 2 -o json=out.json -o sarif=out.sarif .
code=$?
"$MERLON" scan --config rules.yaml -q -j 1 . >again.txt
"$MERLON" scan --config rules.yaml -q -j 2 . | cmp - again.txt && echo 'the same on one thread and on two'
# Each line of each secret, in each report. The suppressed ones are in SARIF's and JSON's only if
# they were asked for; they must not be there either way.
found=0
for secret in k7Rw2xQ9vLm Zt8qWn3LpX 'Hq4!vTz81c' m3Kd8hQz0L 'vB9!rTq2Lw' \
    shop_4f8a2kq9z7x1m3w5b6c0 shop_9z7x1m3w5b6c04f8a2kq shop_2kq9z7x1m3w5b6c04f8a \
    shop_b6c04f8a2kq9z7x1m3w5 shop_c04f8a2kq9z7x1m3w5b6 QYD1rNCEMn2hSKWg3mkV oPZUQYD1rNCE; do
    grep -qrF --include='out.*' --include=again.txt -e "$secret" . && echo "leaked: $secret"
    grep -qrF --exclude='out.*' --exclude=again.txt -e "$secret" . && found=$((found + 1))
done
echo "$found secrets are in the input"
rm again.txt
exit $code
