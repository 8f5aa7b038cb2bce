for line in 4 5 9 10:8 11; do
    "$MERLON" explain --config rule.yaml app.js:$line || exit
    echo
done
