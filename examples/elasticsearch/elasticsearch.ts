/** Reranks a search over four documents in Elasticsearch, with the model inside this process. */
import assert from 'node:assert/strict';
import { Client } from '@elastic/elasticsearch';
import { createReranker } from '@lb-rerank/core';
import { rerankedSearch } from '@lb-rerank/elasticsearch';
import { createLocalScorer } from '@lb-rerank/local';

const client = new Client({ node: process.env.ELASTICSEARCH_URL ?? 'http://127.0.0.1:9200' });
const index = 'lb-rerank-example';
const texts = [
  'Apple pie recipe: peel the apples, slice the apples, bake the apples.',
  'An apple is the round, edible fruit of the apple tree, whose scientific name is Malus domestica.',
  'Scientific names of trees are given in Latin.',
  'The square root of 999 is about 31.6.',
];
await client.indices.delete({ index, ignore_unavailable: true });
const operations = texts.flatMap((text) => [{ index: { _index: index } }, { text }]);
await client.bulk({ refresh: true, operations });

await using scorer = await createLocalScorer();
const search = rerankedSearch<{ text: string }>(client, {
  reranker: createReranker({ scorer, deadlineMs: 60_000 }),
  passage: 'text',
});

const query = 'What is the scientific name of apples?';
const answer = await search({ index, query: { match: { text: query } }, rerank: { query } });
for (const { _rerank, _source } of answer.hits.hits) {
  console.log(`${_rerank.score?.toFixed(3)}  (was ${_rerank.retriever_rank})  ${_source?.text}`);
}
assert.equal(answer.rerank.outcome, 'reranked');
const scoreOf = (text?: string) =>
  answer.hits.hits.find(({ _source }) => _source?.text === text)?._rerank.score ?? 0;
assert(scoreOf(texts[1]) > scoreOf(texts[3]));
assert.equal(answer.hits.max_score, Math.max(...texts.map(scoreOf)));
