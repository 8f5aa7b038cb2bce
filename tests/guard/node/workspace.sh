#!/bin/sh
# Makes the folder that the Node tests run in: these files, the pinned packages, and the built merlon-guard where
# `import 'merlon-guard'` finds it. Usage: workspace.sh PACKAGE TO [without-addon]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
package=$1
to=$2
[ -d "$here/node_modules" ] || { echo "the packages are missing: run \`npm ci\` in tests/guard/node" >&2; exit 1; }
rm -rf "$to"
mkdir -p "$to/node_modules"
cp -R "$here"/*.json "$here"/servers "$here"/unit "$here"/types "$to/"
for module in "$here"/node_modules/* "$here"/node_modules/.bin; do
    ln -s "$module" "$to/node_modules/"
done
if [ "${3:-}" = without-addon ]; then
    cp -R "$package" "$to/node_modules/merlon-guard"
    rm -r "$to/node_modules/merlon-guard/prebuilt"
else
    ln -s "$package" "$to/node_modules/merlon-guard"
fi
