#!/usr/bin/env bash
# ai 7.0.173, @ai-sdk/cohere 4.0.52, @ai-sdk/voyage 1.0.14, @ai-sdk/togetherai 3.0.54, Node.js 22 or newer
#
# One would expect: `rerank()` gives the best document first, each at most once, no more than `topN`, and tells its provider
# alike what a document is.
# What happens: the answer's order is kept, `topN` is only sent (99 of three documents too), and an index that comes
# twice gives the document twice. Only an index out of range is refused. Documents that are objects go as JSON text to Cohere
# and Voyage, with braces and keys for the model to read, and as objects to Together.
# Why it matters: a rerank service that answers in request order or ignores `top_n` looks like a bad model, and the same
# object is scored as another text behind another provider.
set -euo pipefail
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT && cd "$work"
npm install --ignore-scripts --no-audit --no-fund --silent \
  ai@7.0.173 @ai-sdk/cohere@4.0.52 @ai-sdk/voyage@1.0.14 @ai-sdk/togetherai@3.0.54 zod@4 >&2

cat >see.mjs <<'JS'
import { createCohere } from '@ai-sdk/cohere';
import { createTogetherAI } from '@ai-sdk/togetherai';
import { createVoyage } from '@ai-sdk/voyage';
import { rerank } from 'ai';

globalThis.AI_SDK_LOG_WARNINGS = false;
let asked;
let scores;
const fetch = async (url, { body }) => {
  asked = JSON.parse(body);
  const results = scores.map(([index, relevance_score]) => ({ index, relevance_score }));
  const usage = { prompt_tokens: 1, completion_tokens: 0, total_tokens: 1 };
  return Response.json({ id: 'x', object: 'list', model: 'm', meta: {}, usage, results, data: results });
};
const models = {
  cohere: createCohere({ apiKey: 'key', fetch }).reranking('m'),
  voyage: createVoyage({ apiKey: 'key', fetch }).reranking('m'),
  together: createTogetherAI({ apiKey: 'key', fetch }).reranking('m'),
};
const show = (title, ask) =>
  ask.then(({ ranking }) => ranking.map(({ document, score }) => `${document.text ?? document} ${score}`).join(', '))
    .catch((error) => `${error.name}: ${error.message}`)
    .then((seen) => console.log(`${title}: ${seen}`));

for (const [name, model] of Object.entries(models)) {
  const ask = (options) => rerank({ model, query: 'q', documents: ['a', 'b', 'c'], ...options });
  scores = [[2, 0.1], [0, 0.9], [1, 0.5]];
  await show(`${name}, unsorted, topN 1`, ask({ topN: 1 }));
  scores = [[0, 0.9], [0, 0.8]];
  await show(`${name}, one index twice, topN 99`, ask({ topN: 99 }));
  console.log(`${name}, asked for: ${asked.top_n ?? asked.top_k}`);
  scores = [[3, 0.9]];
  await show(`${name}, index out of range`, ask());
  scores = [[0, 0.9]];
  await show(`${name}, objects`, ask({ documents: [{ text: 'a', year: 1 }, { text: 'b' }] }));
  console.log(`${name}, sent: ${JSON.stringify(asked.documents)}`);
}
JS
node see.mjs | tee seen
diff - seen <<'EXPECTED'
cohere, unsorted, topN 1: c 0.1, a 0.9, b 0.5
cohere, one index twice, topN 99: a 0.9, a 0.8
cohere, asked for: 99
cohere, index out of range: AI_InvalidResponseDataError: Invalid ranking index 3. Expected an integer between 0 and 2.
cohere, objects: a 0.9
cohere, sent: ["{\"text\":\"a\",\"year\":1}","{\"text\":\"b\"}"]
voyage, unsorted, topN 1: c 0.1, a 0.9, b 0.5
voyage, one index twice, topN 99: a 0.9, a 0.8
voyage, asked for: 99
voyage, index out of range: AI_InvalidResponseDataError: Invalid ranking index 3. Expected an integer between 0 and 2.
voyage, objects: a 0.9
voyage, sent: ["{\"text\":\"a\",\"year\":1}","{\"text\":\"b\"}"]
together, unsorted, topN 1: c 0.1, a 0.9, b 0.5
together, one index twice, topN 99: a 0.9, a 0.8
together, asked for: 99
together, index out of range: AI_InvalidResponseDataError: Invalid ranking index 3. Expected an integer between 0 and 2.
together, objects: a 0.9
together, sent: [{"text":"a","year":1},{"text":"b"}]
EXPECTED
