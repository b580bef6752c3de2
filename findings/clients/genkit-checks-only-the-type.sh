#!/usr/bin/env bash
# genkit 1.42.0
#
# One would expect: `ai.rerank` gives the best first, honours `k`, leaves out a document without a usable score, and asks no
# reranker about no documents.
# What happens: the order and number are the reranker's; `k` of another type goes through unless the reranker brings a schema.
# A document that was never given, or one given twice, passes. One score of NaN fails the whole call, and the error's message
# holds the text of all documents. No documents are one call of the reranker.
# Why it matters: one bad score loses a search's results and puts private text into the log.
set -euo pipefail
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT && cd "$work"
npm install --ignore-scripts --no-audit --no-fund --silent genkit@1.42.0 >&2

cat >see.mjs <<'JS'
import { genkit } from 'genkit';

const ai = genkit({});
let answer;
let calls;
ai.defineReranker({ name: 'stub/reranker' }, async (_, documents) => {
  calls += 1;
  return { documents: answer(documents) };
});
const documents = ['red wine', 'blue cheese', 'old book'].map((text) => ({ content: [{ text }], metadata: {} }));
const scored = (given, scores) => given.map(({ content }, at) => ({ content, metadata: { score: scores[at] } }));

async function see(title, reply, options, given = documents) {
  answer = reply;
  calls = 0;
  const seen = await ai.rerank({ reranker: 'stub/reranker', query: 'wine', documents: given, options }).then(
    (ranked) => ranked.map((each) => `${each.text} ${each.metadata.score}`).join(', ') || 'nothing',
    (error) => `${error.name}, its message holds the text of "old book": ${error.message.includes('old book')}`,
  );
  console.log(`${title}: ${seen}; reranker called ${calls} times`);
}
await see('unsorted', (given) => scored(given, [0.1, 0.9, 0.5]));
await see('k 1', (given) => scored(given, [0.9, 0.5, 0.1]), { k: 1 });
await see('k "many"', (given) => scored(given, [0.9, 0.5, 0.1]), { k: 'many' });
await see('one twice', (given) => scored([given[0], given[0]], [0.9, 0.8]));
await see('a stranger', () => scored([{ content: [{ text: 'new song' }] }], [0.9]));
await see('one score NaN', (given) => scored(given, [0.9, Number.NaN, 0.1]));
await see('no documents', (given) => scored(given, []), undefined, []);
process.exit();
JS
node see.mjs | tee seen
diff - seen <<'EXPECTED'
unsorted: red wine 0.1, blue cheese 0.9, old book 0.5; reranker called 1 times
k 1: red wine 0.9, blue cheese 0.5, old book 0.1; reranker called 1 times
k "many": red wine 0.9, blue cheese 0.5, old book 0.1; reranker called 1 times
one twice: red wine 0.9, red wine 0.8; reranker called 1 times
a stranger: new song 0.9; reranker called 1 times
one score NaN: GenkitError, its message holds the text of "old book": true; reranker called 1 times
no documents: nothing; reranker called 1 times
EXPECTED
