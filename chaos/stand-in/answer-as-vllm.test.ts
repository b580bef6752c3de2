import { createReranker, createVllmScorer } from '@lb-rerank/core';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { scoreOf } from '../pairs/scores.ts';
import { documentText, queryText } from '../pairs/texts.ts';
import { answerAsVllm } from './answer-as-vllm.ts';
import { type Misbehaviour, MISBEHAVIOURS } from '../orders/misbehaviour.ts';

const query = queryText('north', 1);
/** One of them is longer than the context of the stand-in. */
const passages = [0, 1, 36].map((number) => documentText('north', number));

async function rerank(mode: 'classify' | 'completions' | 'chat', wrongly?: Misbehaviour) {
  const server = createServer(async (request, response) => {
    const answer = answerAsVllm(request.url ?? '', await text(request), wrongly);
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.text);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    const scorer = createVllmScorer({ baseURL: `http://127.0.0.1:${port}/v1`, mode });
    const reranker = createReranker({ scorer, resilience: { retries: 0 } });
    const candidates = passages.map((passage) => ({ document: passage, passage }));
    return await reranker.rerank({ query, candidates });
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

test.each(['classify', 'completions', 'chat'] as const)(
  'gives pairs the scores that follow from their marks, in the mode %s',
  async (mode) => {
    const { outcome, results, error } = await rerank(mode);
    expect(error).toBeUndefined();
    expect(outcome).toBe('reranked');
    for (const { document, score } of results)
      expect(score).toBeCloseTo(scoreOf(query, document), 9);
  },
);

test.each(MISBEHAVIOURS)('answers with %s so that no score can be read', async (way) => {
  const { outcome, error } = await rerank('completions', way);
  expect(outcome).toBe('fallback');
  expect(error).toBeDefined();
});
