import { createReranker, createVllmScorer } from '@lb-rerank/core';
import { serveGateway } from '@lb-rerank/gateway';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { pino } from 'pino';
import { expect, test } from 'vitest';

describeWith("the gateway's list of models", ['vllm'], ({ vllm }) => {
  test('tells the stand-in by its answers, though vLLM serves it as lb-reranker', async () => {
    const scorer = createVllmScorer({ baseURL: `${vllm}/v1` });
    await using gateway = await serveGateway({
      // Several servers of one model are one model too.
      reranker: createReranker({ scorer: [scorer, createVllmScorer({ baseURL: `${vllm}/v1` })] }),
      settings: { port: 0 },
      logger: pino({ enabled: false }),
    });
    expect(await (await fetch(`${gateway.url}/v1/models`)).json()).toMatchObject({
      data: [
        { id: 'lb-reranker', owned_by: 'lb-rerank (stand-in)', lb_rerank: { model: 'stand-in' } },
      ],
    });
  });
});
