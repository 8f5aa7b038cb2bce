"$MERLON" scan --config rule.yaml app.js >&-
