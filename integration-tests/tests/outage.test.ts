import { createReranker, createVllmScorer, type Ranking } from '@lb-rerank/core';
import { passageOf } from '@lb-rerank/evaluation';
import { expect, test } from 'vitest';
import { scifactDocuments } from '../collections/scifact-documents.ts';
import { engineOrSkip } from '../engines/engine-or-skip.ts';
import { vllm } from '../engines/vllm.ts';

test('a model server killed in the middle costs no hit and is marked', async ({ skip }) => {
  // Its own server, since it is killed.
  const engine = await engineOrSkip(vllm({ dedicated: true }), skip);
  try {
    const candidates = (await scifactDocuments(400)).map((document) => ({
      document: document.id,
      passage: passageOf(document),
    }));
    const reranker = createReranker({
      scorer: createVllmScorer({ baseURL: `${engine.url}/v1`, model: 'lb-reranker', mode: 'chat' }),
      cache: false,
      resilience: { retries: 1 },
    });
    const idsOf = ({ results }: Ranking<string>) => results.map(({ document }) => document);
    const inOrder = candidates.map(({ document }) => document);

    const before = await reranker.rerank({ query: 'vitamin', candidates: candidates.slice(0, 20) });
    expect(before.outcome).toBe('reranked');

    const reranking = reranker.rerank({ query: 'cancer', candidates });
    await new Promise((resolve) => setTimeout(resolve, 300));
    await engine.kill();
    const during = await reranking;
    expect(['partial', 'fallback']).toContain(during.outcome);
    expect(during.error).toMatchObject({ code: 'backend_connection' });
    expect(idsOf(during).toSorted()).toEqual(inOrder.toSorted());
    const behind = during.results.filter(({ score }) => score === null);
    expect(behind.map(({ index }) => index)).toEqual(
      behind.map(({ index }) => index).toSorted((a, b) => a - b),
    );

    const after = await reranker.rerank({ query: 'cancer', candidates });
    expect(after.outcome).toBe('fallback');
    expect(idsOf(after)).toEqual(inOrder);
  } finally {
    await engine.stop();
  }
}, 600_000);
