#!/usr/bin/env bash
# @langchain/cohere 1.0.5 with @langchain/core 1.4.0 and cohere-ai 8.1.0
#
# One would expect: `compressDocuments` gives ranked copies, at most `topN` of them, and leaves the documents it was given.
# What happens: it writes `relevanceScore` into the metadata of the documents given, so a document kept in a cache carries
# the score of another query. An index that comes twice gives one object twice, both with the later score. Order and number
# are the answer's. An index out of range throws a TypeError that names neither the index nor the service. What the service
# is asked holds `"max_chunks_per_doc": null`, a field that API v2 does not know.
# Why it matters: wrong scores of an earlier query pass a threshold, and a strict gateway refuses the null field.
set -euo pipefail
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT && cd "$work"
npm install --ignore-scripts --no-audit --no-fund --silent \
  @langchain/cohere@1.0.5 @langchain/core@1.4.0 cohere-ai@8.1.0 >&2

cat >see.mjs <<'JS'
import { createServer } from 'node:http';
import { CohereRerank } from '@langchain/cohere';
import { Document } from '@langchain/core/documents';
import { CohereClient } from 'cohere-ai';

let asked;
let results;
const server = createServer(async (request, answer) => {
  asked = `${request.url} ${Buffer.concat(await request.toArray())}`;
  answer.setHeader('content-type', 'application/json').end(JSON.stringify({ id: 'x', results, meta: {} }));
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const client = new CohereClient({ token: 'key', environment: `http://127.0.0.1:${server.address().port}` });
const reranker = new CohereRerank({ model: 'm', client, topN: 2 });

const given = ['a', 'b', 'c'].map((pageContent) => new Document({ pageContent, metadata: {} }));
results = [[2, 0.1], [0, 0.9], [0, 0.8]].map(([index, relevance_score]) => ({ index, relevance_score }));
const ranked = await reranker.compressDocuments(given, 'query');
const show = (documents) => documents.map((each) => `${each.pageContent} ${each.metadata.relevanceScore}`).join(', ');
console.log('asked:', asked);
console.log('answered: c 0.1, a 0.9, a 0.8');
console.log('ranked:', show(ranked));
console.log('given, afterwards:', show(given));
console.log('one object twice:', ranked[1] === ranked[2]);
results = [{ index: 3, relevance_score: 0.9 }];
await reranker.compressDocuments(given, 'query').catch((error) => console.log(`${error.name}: ${error.message}`));
server.close();
server.closeAllConnections();
JS
node see.mjs | tee seen
diff - seen <<'EXPECTED'
asked: /v1/rerank {"model":"m","query":"query","documents":["a","b","c"],"top_n":2,"max_chunks_per_doc":null}
answered: c 0.1, a 0.9, a 0.8
ranked: c 0.1, a 0.8, a 0.8
given, afterwards: a 0.8, b undefined, c 0.1
one object twice: true
TypeError: Cannot read properties of undefined (reading 'metadata')
EXPECTED
