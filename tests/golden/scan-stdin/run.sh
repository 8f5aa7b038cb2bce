"$MERLON" scan --config rule.yaml --stdin-filename web/app.js - <app.js
