import { expect, test } from 'vitest';
import { createReranker } from '../reranker/create-reranker.ts';
import { createVllmScorer } from './create-vllm-scorer.ts';

const NAME = 'lb\u001B]0;owned\u0007\u001B[2J\u202E-reranker\r\nall is well';
const SHOWN = 'lb-reranker all is well';

/** Answers as a chat server under a hostile name, which takes its own name only. */
const scorerOf = (probability: number) =>
  createVllmScorer({
    baseURL: 'http://127.0.0.1:9/v1',
    mode: 'chat',
    fetch: async (_, init) => {
      if (init?.method === 'GET') {
        return Response.json({ data: [{ id: NAME, root: `/models/${NAME}` }] });
      }
      const { model, messages } = JSON.parse(init?.body as string) as Record<string, unknown>;
      if (model !== NAME || messages === undefined) return Response.json({}, { status: 404 });
      const top_logprobs = [{ token: '7', logprob: Math.log(probability) }];
      return Response.json({ choices: [{ index: 0, logprobs: { content: [{ top_logprobs }] } }] });
    },
  });
const question = { query: 'q', candidates: [{ document: 1, passage: 'a' }] };

test('a server is asked by its own name for its model, which is shown printable', async () => {
  const scorer = scorerOf(1);
  const ranking = await createReranker({ scorer }).rerank(question);
  expect(ranking).toMatchObject({ outcome: 'reranked', modelId: SHOWN });
  expect(scorer).toMatchObject({ modelId: SHOWN, revision: `/models/${SHOWN}` });
});

test('an error shows the name printable', async () => {
  const { error } = await createReranker({ scorer: scorerOf(0.1) }).rerank(question);
  expect(error).toMatchObject({
    code: 'backend_output',
    modelId: SHOWN,
    message: expect.stringContaining(`model ${SHOWN} `),
  });
});
