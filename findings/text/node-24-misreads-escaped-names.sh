#!/usr/bin/env bash
# Node.js 24.21.0 (V8 13.6) beside 22.23.1, both from the npm package `node`
#
# One would expect: what JSON.parse gives depends on its text alone, and the name written "\n" is a line break.
# What happens on 24: once an object was read whose only name is a backslash, the parser expects that name again, compares it
# with the text behind the quote before it has read the escape, and takes "\n", "\t" or "\u00e9" for the backslash.
# Why it matters: documents are read one after the other, and a name in one changes those of the next. Whoever writes such
# an object again writes another name. Texts and numbers are not touched.
set -euo pipefail
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT && cd "$work"
for version in 22.23.1 24.21.0; do
  mkdir "$version" && (cd "$version" && npm init -y >/dev/null && npm install --no-audit --no-fund --silent "node@$version" >&2)
done

cat >see.mjs <<'JS'
const nameIn = (text) => JSON.stringify(Object.keys(JSON.parse(text))[0]);
const before = nameIn('{"\\n":0}');
nameIn('{"\\\\":0}');
console.log(process.version, 'before:', before, 'after a backslash:', nameIn('{"\\n":0}'), nameIn('{"\\u00e9":0}'));
JS
for version in 22.23.1 24.21.0; do
  "$version/node_modules/node/bin/node" see.mjs
done | tee seen
diff - seen <<'EXPECTED'
v22.23.1 before: "\n" after a backslash: "\n" "é"
v24.21.0 before: "\n" after a backslash: "\\" "\\"
EXPECTED
