/** Reranks a search over four documents in MiniSearch, by a stand-in for the model that counts the query's words. */
import assert from 'node:assert/strict';
import { createReranker, type LevelProbabilities, LEVELS, type Scorer } from '@lb-rerank/core';
import MiniSearch from 'minisearch';
import { withReranking } from './with-reranking.ts';

const texts = [
  'A scientific apple pie: apple on apple.',
  'Of apples, the round fruits of a tree, one learns scientific names: Malus domestica.',
  'The scientific name of a tree is Latin.',
  'The square root of 999 has no name.',
];
const standIn: Scorer = {
  modelId: 'counts-words',
  score: async ({ query, passages }) =>
    passages.map((passage) => {
      const words = query.split(' ').filter((word) => passage.includes(word));
      const level = Math.min(1 + 2 * words.length, 7);
      return LEVELS.map((one) => Number(one === level)) as unknown as LevelProbabilities;
    }),
};

const plain = new MiniSearch({ fields: ['text'], storeFields: ['text'] });
plain.addAll(texts.map((text, id) => ({ id, text })));
const index = withReranking(plain, {
  reranker: createReranker({ scorer: standIn }),
  passage: 'text',
});

const hits = await index.search('scientific apple name');
for (const { rerank, text } of hits) {
  console.log(`${rerank.score?.toFixed(3)}  (was ${rerank.retriever_rank})  ${text}`);
}
assert.equal(hits.rerank.outcome, 'reranked');
assert.equal(hits[0]?.['text'], texts[1]);
assert.notEqual(hits[0]?.rerank.retriever_rank, 1);
assert.equal(index.documentCount, texts.length);
