#!/usr/bin/env bash
# @lancedb/lancedb 0.39.0 with apache-arrow 18.1.0, Node.js 22 or newer
#
# One would expect: `rerank(reranker)` sees more candidates than `limit`, its scores decide the order, and a query that cannot
# be reranked says so.
# What happens: `limit` cuts both the vector's and the full text's hits before the reranker sees them, so with limit 2 it sees
# at most four. The rows come out in the order in which the reranker returns them, lowest score first if it says so; `limit` then cuts
# that list. On a vector query `rerank` is taken and never called, without an error.
# Why it matters: a reranker behind it has nothing to choose from, and one that scores without sorting turns results over.
set -euo pipefail
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT && cd "$work"
npm install --ignore-scripts --no-audit --no-fund --silent @lancedb/lancedb@0.39.0 apache-arrow@18.1.0 >&2

cat >see.mjs <<'JS'
import { createRequire } from 'node:module';

// LanceDB takes only batches of the arrow that it requires itself, which is the CommonJS one.
const require = createRequire(import.meta.url);
const arrow = require('apache-arrow');
const { connect, Index } = require('@lancedb/lancedb');

const texts = ['wine wine wine wine', 'wine wine wine list', 'wine wine old list', 'wine from an old list'];
const table = await (await connect('data')).createTable('t', texts.map((text, id) => ({ id, text, vector: [id, 1] })));
await table.createIndex('text', { config: Index.fts() });

let calls = [];
const reranker = {
  async rerankHybrid(query, vector, fullText) {
    calls.push(`${vector.numRows} + ${fullText.numRows} candidates`);
    const rows = fullText.toArray().map((row) => row.toJSON());
    const ascending = Float32Array.from(rows.keys(), (place) => (place + 1) / 10);
    const columns = { id: Float64Array.from(rows, ({ id }) => id), text: rows.map(({ text }) => text) };
    return arrow.tableFromArrays({ ...columns, _relevance_score: ascending }).batches[0];
  },
};
const nearest = () => table.query().nearestTo([0, 1]);
for (const [title, query] of Object.entries({
  'hybrid, limit 2': nearest().fullTextSearch('wine').rerank(reranker).limit(2),
  'hybrid, no limit': nearest().fullTextSearch('wine').rerank(reranker),
  'vector, limit 2': nearest().rerank(reranker).limit(2),
})) {
  calls = [];
  const scores = (await query.toArray()).map(({ _relevance_score: score }) => score?.toFixed(1) ?? 'no score');
  console.log(`${title}: reranker got ${calls.join() || 'no call'}; scores in order: ${scores.join(', ')}`);
}
JS
node see.mjs | tee seen
diff - seen <<'EXPECTED'
hybrid, limit 2: reranker got 2 + 2 candidates; scores in order: 0.1, 0.2
hybrid, no limit: reranker got 4 + 4 candidates; scores in order: 0.1, 0.2, 0.3, 0.4
vector, limit 2: reranker got no call; scores in order: no score, no score
EXPECTED
