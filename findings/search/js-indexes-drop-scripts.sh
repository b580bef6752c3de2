#!/usr/bin/env bash
# lunr 2.3.9, minisearch 7.2.0, flexsearch 0.8.212, @orama/orama 3.1.18
#
# One would expect: a small search index in JavaScript finds a word of the document in any script, and any of the query's
# words will do.
# What happens, with default options: lunr and Orama index nothing of Russian or Japanese text, without an error. MiniSearch and
# FlexSearch take a Japanese sentence for one word (MiniSearch finds its beginning only with `prefix`). FlexSearch gives only
# documents with all words, the others with any.
# Why it matters: as a first stage they give a reranker no candidates at all, which no reranking repairs.
set -euo pipefail
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT && cd "$work"
npm install --ignore-scripts --no-audit --no-fund --silent \
  lunr@2.3.9 minisearch@7.2.0 flexsearch@0.8.212 @orama/orama@3.1.18 >&2

cat >see.mjs <<'JS'
import { create, insert, search } from '@orama/orama';
import flexsearch from 'flexsearch';
import lunr from 'lunr';
import MiniSearch from 'minisearch';

const engines = {
  lunr(texts) {
    const index = lunr(function build() {
      this.ref('id');
      this.field('text');
      for (const [id, text] of texts.entries()) this.add({ id, text });
    });
    return (query) => index.search(query).map(({ ref }) => Number(ref));
  },
  minisearch(texts) {
    const index = new MiniSearch({ fields: ['text'] });
    index.addAll(texts.map((text, id) => ({ id, text })));
    return (query) => index.search(query).map(({ id }) => id);
  },
  flexsearch(texts) {
    const index = new flexsearch.Index();
    for (const [id, text] of texts.entries()) index.add(id, text);
    return (query) => index.search(query);
  },
  orama(texts) {
    const index = create({ schema: { text: 'string' } });
    for (const [id, text] of texts.entries()) insert(index, { id: String(id), text });
    return (query) => search(index, { term: query }).hits.map(({ id }) => Number(id));
  },
};
const texts = ['red wine', 'blue cheese', 'красное вино', '京都の古い寺'];
for (const [name, build] of Object.entries(engines)) {
  const find = build(texts);
  for (const query of ['wine', 'wine cheese', 'вино', '京都', '京都の古い寺']) {
    console.log(`${name}, ${query}: ${find(query).toSorted().map((id) => texts[id]).join(', ') || 'nothing'}`);
  }
}
JS
node see.mjs | tee seen
diff - seen <<'EXPECTED'
lunr, wine: red wine
lunr, wine cheese: red wine, blue cheese
lunr, вино: nothing
lunr, 京都: nothing
lunr, 京都の古い寺: nothing
minisearch, wine: red wine
minisearch, wine cheese: red wine, blue cheese
minisearch, вино: красное вино
minisearch, 京都: nothing
minisearch, 京都の古い寺: 京都の古い寺
flexsearch, wine: red wine
flexsearch, wine cheese: nothing
flexsearch, вино: красное вино
flexsearch, 京都: nothing
flexsearch, 京都の古い寺: 京都の古い寺
orama, wine: red wine
orama, wine cheese: red wine, blue cheese
orama, вино: nothing
orama, 京都: nothing
orama, 京都の古い寺: nothing
EXPECTED
