# The reader is gone before the first byte is written.
exec 3> >(exec true)
wait $!
"$MERLON" scan --config rule.yaml app.js >&3
