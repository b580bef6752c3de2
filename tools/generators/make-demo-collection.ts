/**
 * Chooses the demo's collection from SciFact; the same on every run: `node tools/generators/make-demo-collection.ts`.
 *
 * The first 40 test queries (ids sorted as strings), every document judged for them, and beside these the documents that
 * the first stage takes for the likeliest answers, so that its order leaves something to improve.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type CorpusDocument, openBeirCollection } from '@lb-rerank/evaluation';
import { createFirstStage } from '@lb-rerank/example-demo/first-stage.ts';

const QUERIES = 40;
const DOCUMENTS = 600;
const source = fileURLToPath(new URL('../datasets/scifact', import.meta.url));
const target = new URL('../../examples/demo/collection/', import.meta.url);

const { queries, qrels, documents } = await openBeirCollection(source);
const corpus: CorpusDocument[] = [];
for await (const document of documents()) corpus.push(document);

const queryIds = [...qrels.keys()].toSorted().slice(0, QUERIES);
const chosen = new Set(queryIds.flatMap((id) => [...qrels.get(id)!.keys()]));
const firstStage = createFirstStage(corpus);
const found = queryIds.map((id) => firstStage.search(queries.get(id)!, DOCUMENTS));
for (let rank = 0; chosen.size < DOCUMENTS; rank += 1) {
  for (const hits of found) {
    const hit = hits[rank];
    if (hit && chosen.size < DOCUMENTS) chosen.add(hit.document.id);
  }
}

const jsonLines = (rows: readonly object[]) =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join('');
const judgements = queryIds.flatMap((queryId) =>
  [...qrels.get(queryId)!].map(([documentId, grade]) => `${queryId}\t${documentId}\t${grade}\n`),
);
mkdirSync(new URL('qrels', target), { recursive: true });
writeFileSync(
  new URL('corpus.jsonl.gz', target),
  gzipSync(
    jsonLines(
      corpus
        .filter(({ id }) => chosen.has(id))
        .map(({ id, title, text }) => ({ _id: id, title, text })),
    ),
  ),
);
writeFileSync(
  new URL('queries.jsonl', target),
  jsonLines(queryIds.map((id) => ({ _id: id, text: queries.get(id) }))),
);
writeFileSync(
  new URL('qrels/test.tsv', target),
  `query-id\tcorpus-id\tscore\n${judgements.join('')}`,
);
console.log(
  `${chosen.size} documents, ${queryIds.length} queries, ${judgements.length} judgements`,
);
