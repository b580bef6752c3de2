/** Reranks three passages with the model inside this process: no server, no search engine. */
import assert from 'node:assert/strict';
import { createReranker } from '@lb-rerank/core';
import { createLocalScorer } from '@lb-rerank/local';

const passages = [
  'The square root of 999 is about 31.6.',
  'Cider is pressed in autumn.',
  'An apple is a round, edible fruit produced by an apple tree (Malus domestica).',
];

// The LB Reranker where it is or can be downloaded, the bundled stand-in elsewhere.
await using scorer = await createLocalScorer();
// On a processor the real model reads about one passage a second, so the default deadline of 5 s would leave most unscored.
const reranker = createReranker({ scorer, deadlineMs: 60_000 });

const { results, outcome } = await reranker.rerank({
  query: 'What is the scientific name of the apple?',
  candidates: passages.map((passage) => ({ document: passage, passage })),
});
console.log(`${scorer.modelId}${scorer.isStandIn ? ' (a stand-in)' : ''}`);
for (const { score, retrieverRank, document } of results) {
  console.log(`${score?.toFixed(3)}  (was ${retrieverRank})  ${document}`);
}
assert.equal(outcome, 'reranked');
assert.equal(results[0]?.document, passages[2]);
