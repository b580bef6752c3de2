#!/usr/bin/env bash
# html-to-text 10.0.1
#
# One would expect: the text of a page keeps the words that a browser shows apart apart, and leaves them as they were written.
# What happens: with default options the cells of a table, the terms and meanings of a <dl>, a <summary> and what it opens, the
# options of a <select> and the `alt` around an image are run together. Headings become capitals, lines break at 80
# characters, and what a <template> holds (which a browser never shows) is text. `<p>` and `<li>` come apart.
# Why it matters: "redwine" is another token than "red wine" for a reranker and for BM25, and a capitalised heading is cut in
# other tokens than the query. What works for cells: `{ selector: 'td', format: 'block' }`, or the `dataTable` format.
set -euo pipefail
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT && cd "$work"
npm install --ignore-scripts --no-audit --no-fund --silent html-to-text@10.0.1 >&2

cat >see.mjs <<'JS'
import { convert } from 'html-to-text';

for (const html of [
  '<table><tr><th>colour</th><th>drink</th></tr><tr><td>red</td><td>wine</td></tr></table>',
  '<dl><dt>red</dt><dd>wine</dd></dl>',
  '<details><summary>red</summary>wine</details>',
  '<select><option>red</option><option>wine</option></select>',
  '<p>red<img alt="or white" src="glass.png">wine</p>',
  '<h2>Red wine</h2>',
  '<p>red</p><template><p>wine</p></template>',
  '<ul><li>red</li><li>wine</li></ul>',
  `<p>${'wine '.repeat(18).trim()}</p>`,
]) {
  console.log(html.replace(/(wine ){9,}/, '(wine ...)'), '->', JSON.stringify(convert(html)));
}
JS
node see.mjs | tee seen
diff - seen <<'EXPECTED'
<table><tr><th>colour</th><th>drink</th></tr><tr><td>red</td><td>wine</td></tr></table> -> "colourdrinkredwine"
<dl><dt>red</dt><dd>wine</dd></dl> -> "redwine"
<details><summary>red</summary>wine</details> -> "redwine"
<select><option>red</option><option>wine</option></select> -> "redwine"
<p>red<img alt="or white" src="glass.png">wine</p> -> "redor white [glass.png]wine"
<h2>Red wine</h2> -> "RED WINE"
<p>red</p><template><p>wine</p></template> -> "red\n\nwine"
<ul><li>red</li><li>wine</li></ul> -> " * red\n * wine"
<p>(wine ...)wine</p> -> "wine wine wine wine wine wine wine wine wine wine wine wine wine wine wine wine\nwine wine"
EXPECTED
