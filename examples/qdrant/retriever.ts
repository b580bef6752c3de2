/** Retrieves passages for a question: embedded, found in Qdrant, and reranked with the model inside this process. */
import assert from 'node:assert/strict';
import { createArticleRetriever } from './article-retriever.ts';

const retriever = await createArticleRetriever();
const passages = await retriever.retrieve('What is the scientific name of apples?', { limit: 2 });
for (const { score, retrieverRank, text } of passages) {
  console.log(`${score?.toFixed(3)}  (was ${retrieverRank})  ${text}`);
}
assert.equal(passages.rerank.outcome, 'reranked');
assert.equal(passages[0]?.id, 1);
