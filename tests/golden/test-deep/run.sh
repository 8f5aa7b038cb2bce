"$MERLON" test rule.yaml && "$MERLON" test --flow function rule.yaml
