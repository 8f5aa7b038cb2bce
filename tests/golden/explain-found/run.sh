for line in 3 4 5 7; do
    "$MERLON" explain --config rule.yaml app.js:$line || exit
    echo
done
