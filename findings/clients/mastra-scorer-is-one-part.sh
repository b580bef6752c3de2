#!/usr/bin/env bash
# @mastra/rag 2.6.4 with @mastra/core 1.71.0, Node.js 22.13 or newer
#
# One would expect: `rerankWithScorer` orders by what the scorer says, and says so when it cannot.
# What happens: the scorer makes up 0.4 of the score; the vector's score 0.4 and the place in the list 0.2 stay. Text is read
# from `metadata.text` only: without it (Qdrant's own `document`) the scorer is not asked and counts 0. `{ semantic: 1 }` is an
# error, as the other weights keep their defaults. Scores above 1 are not scaled. A result without a vector's score, as full
# text search gives it, has the score NaN, and the order is the old one. No more than three results come back by default.
# Why it matters: a perfect reranker does not reach the top with default weights, and the reason is not to be seen.
set -euo pipefail
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT && cd "$work"
npm install --ignore-scripts --no-audit --no-fund --silent @mastra/rag@2.6.4 @mastra/core@1.71.0 zod@4 >&2

cat >see.mjs <<'JS'
import { rerankWithScorer } from '@mastra/rag';

const scores = { 'red wine': 0.9, 'blue cheese': 0.1, 'old book': 0, 'new book': 0 };
const found = (scored = true) =>
  Object.keys(scores).reverse().map((text, place) => ({ id: text, metadata: { text }, ...(scored && { score: 0.9 - place * 0.25 }) }));

async function see(title, results, options, scale = 1) {
  let asked = 0;
  const scorer = {
    getRelevanceScore: async (_, text) => {
      asked += 1;
      return scores[text] * scale;
    },
  };
  const seen = await rerankWithScorer({ results, query: 'wine', scorer, options }).then(
    (ranked) => ranked.map(({ result, score }) => `${result.id} ${score.toFixed(2)}`).join(', '),
    (error) => `${error.name}: ${error.message}`,
  );
  console.log(`${title}: ${seen}; scorer asked ${asked} times`);
}
const only = { semantic: 1, vector: 0, position: 0 };
await see('default weights', found(), {});
await see('default weights, scores of 0 to 7', found(), {}, 7);
await see('semantic 1', found(), { weights: { semantic: 1 } });
await see('semantic 1, others 0', found(), { weights: only, topK: 4 });
await see('text under another name', found().map((each) => ({ ...each, metadata: { document: each.id } })), { topK: 4 });
await see('no vector scores', found(false), { topK: 4 });
await see('no vector scores, others 0', found(false), { weights: only, topK: 4 });
JS
node see.mjs | tee seen
diff - seen <<'EXPECTED'
default weights: new book 0.56, red wine 0.47, old book 0.41; scorer asked 4 times
default weights, scores of 0 to 7: red wine 2.63, new book 0.56, blue cheese 0.54; scorer asked 4 times
semantic 1: Error: Weights must add up to 1. Got 1.6 from [object Object]; scorer asked 0 times
semantic 1, others 0: red wine 0.90, blue cheese 0.10, new book 0.00, old book 0.00; scorer asked 4 times
text under another name: new book 0.56, old book 0.41, blue cheese 0.26, red wine 0.11; scorer asked 0 times
no vector scores: new book NaN, old book NaN, blue cheese NaN, red wine NaN; scorer asked 4 times
no vector scores, others 0: new book NaN, old book NaN, blue cheese NaN, red wine NaN; scorer asked 4 times
EXPECTED
