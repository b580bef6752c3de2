#!/usr/bin/env bash
# cheerio 1.2.0, linkedom 0.18.15, domutils 4.0.2 with htmlparser2 12.0.0
#
# One would expect: each gives the same text of the same small page, and `innerText` means what it means in a browser.
# What happens: cheerio's `text()` holds the markup of a <noscript> as text, tags and all, and what a <template> hides;
# its `prop('innerText')` leaves out the template, script and style but keeps those tags. linkedom's `innerText` sets blocks
# apart, yet not table cells, and holds script and style. domutils' `innerText` of a parsed document is always empty: it
# looks into elements only, and a document is none; given the document's children it leaves out nothing but comments.
# Why it matters: indexed pages reach the reranker as text; tags and code cost tokens, glued words cost relevance, and an
# empty passage is scored without any error.
set -euo pipefail
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT && cd "$work"
npm install --ignore-scripts --no-audit --no-fund --silent \
  cheerio@1.2.0 linkedom@0.18.15 domutils@4.0.2 htmlparser2@12.0.0 >&2

cat >see.mjs <<'JS'
import { load } from 'cheerio';
import { innerText, textContent } from 'domutils';
import { parseDocument } from 'htmlparser2';
import { parseHTML } from 'linkedom';

const pages = {
  noscript: '<p>red</p><noscript><p>wine</p></noscript>',
  template: '<p>red</p><template><p>wine</p></template>',
  script: '<p>red</p><script>pour(1)</script><style>p{}</style>',
  blocks: '<div>red</div><div>wine</div>',
  cells: '<table><tr><td>red</td><td>wine</td></tr></table>',
};
for (const [name, html] of Object.entries(pages)) {
  const body = load(html)('body');
  const document = parseDocument(html);
  const linked = parseHTML(`<!doctype html><html><body>${html}</body></html>`).document.body;
  const seen = {
    'cheerio text()': body.text(),
    'cheerio innerText': body.prop('innerText'),
    'linkedom innerText': linked.innerText,
    'domutils innerText(document)': innerText(document),
    'domutils innerText(children)': innerText(document.children),
    'domutils textContent': textContent(document),
  };
  for (const [way, text] of Object.entries(seen)) console.log(`${name}: ${way} = ${JSON.stringify(text)}`);
}
JS
node see.mjs | tee seen
diff - seen <<'EXPECTED'
noscript: cheerio text() = "red<p>wine</p>"
noscript: cheerio innerText = "red<p>wine</p>"
noscript: linkedom innerText = "red\nwine"
noscript: domutils innerText(document) = ""
noscript: domutils innerText(children) = "redwine"
noscript: domutils textContent = "redwine"
template: cheerio text() = "redwine"
template: cheerio innerText = "red"
template: linkedom innerText = "red\nwine"
template: domutils innerText(document) = ""
template: domutils innerText(children) = "redwine"
template: domutils textContent = "redwine"
script: cheerio text() = "redpour(1)p{}"
script: cheerio innerText = "red"
script: linkedom innerText = "redpour(1)p{}"
script: domutils innerText(document) = ""
script: domutils innerText(children) = "red"
script: domutils textContent = "redpour(1)p{}"
blocks: cheerio text() = "redwine"
blocks: cheerio innerText = "redwine"
blocks: linkedom innerText = "red\nwine"
blocks: domutils innerText(document) = ""
blocks: domutils innerText(children) = "redwine"
blocks: domutils textContent = "redwine"
cells: cheerio text() = "redwine"
cells: cheerio innerText = "redwine"
cells: linkedom innerText = "redwine"
cells: domutils innerText(document) = ""
cells: domutils innerText(children) = "redwine"
cells: domutils textContent = "redwine"
EXPECTED
