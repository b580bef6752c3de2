import { setTimeout as delay } from 'node:timers/promises';
import { createReranker, createVllmScorer, type Ranking } from '@lb-rerank/core';
import { passageOf } from '@lb-rerank/evaluation';
import { serveGateway } from '@lb-rerank/gateway';
import getPort from 'get-port';
import { pino } from 'pino';
import { beforeAll, expect, test } from 'vitest';
import { scifactDocuments } from '../../data/scifact-documents.ts';
import { type Engine, resolveEngine } from '@lb-rerank/test-engines/machinery';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { vllm } from '@lb-rerank/test-engines/vllm';

const QUERIES = ['vitamins against cancer', 'cells of the immune system', 'genes of mice'];
const CLIENTS = 6;
const RECOVERY_MS = 2000;

interface Answered {
  readonly at: number;
  readonly query: string;
  readonly status: number;
  readonly outcome: string | null;
  readonly body: { readonly results?: { index: number; relevance_score: number }[] };
}

describeWith('a model server that is killed', ['vllm python'], () => {
  let engine: Engine;
  let port: number;
  /** Starts a server of these tests' own at the same address as before. */
  async function start(): Promise<void> {
    engine = await resolveEngine(vllm({ dedicated: true, port }));
  }
  beforeAll(async () => {
    port = await getPort();
    await start();
    return () => engine.stop();
  });

  test('loses and spoils no answer of the gateway, and comes back', async () => {
    const scorer = createVllmScorer({ baseURL: `${engine.url}/v1`, model: 'lb-reranker' });
    const reranker = createReranker({ scorer, cache: false, resilience: { breakMs: 500 } });
    const logger = pino({ enabled: false });
    const documents = (await scifactDocuments(10)).map(({ title, text }) => `${title} ${text}`);
    const answers: Answered[] = [];
    const loading = new AbortController();
    await using gateway = await serveGateway({ reranker, settings: { port: 0 }, logger });

    async function ask(query: string, onFailure: string): Promise<Answered> {
      const response = await fetch(`${gateway.url}/v2/rerank`, {
        method: 'POST',
        headers: { 'x-rerank-on-failure': onFailure, 'x-rerank-deadline-ms': '3000' },
        body: JSON.stringify({ query, documents }),
      });
      const body = (await response.json()) as Answered['body'];
      const outcome = response.headers.get('x-rerank-outcome');
      return { at: performance.now(), query, status: response.status, outcome, body };
    }

    async function keepAsking(client: number): Promise<void> {
      for (let n = client; !loading.signal.aborted; n += 1) {
        const onFailure = client % 2 === 0 ? 'passthrough' : 'error';
        answers.push(await ask(QUERIES[n % QUERIES.length]!, onFailure));
        await delay(30);
      }
    }

    try {
      const expected = new Map<string, readonly number[]>();
      for (const query of QUERIES) {
        const { body } = await ask(query, 'error');
        const inOrder = body.results!.toSorted((a, b) => a.index - b.index);
        expected.set(
          query,
          inOrder.map(({ relevance_score }) => relevance_score),
        );
      }
      const clients = Array.from({ length: CLIENTS }, (_, client) => keepAsking(client));
      await delay(1000);
      const killedAt = performance.now();
      await engine.kill();
      await delay(1000);
      await start();
      const returnedAt = performance.now();
      await delay(RECOVERY_MS + 3000);
      loading.abort();
      await Promise.all(clients);

      const spoilt = answers.filter(
        (answer) => !isRightOrMarked(answer, expected.get(answer.query)!),
      );
      expect(spoilt).toEqual([]);
      const counts = Object.groupBy(answers, ({ status, outcome }) => `${status} ${outcome}`);
      console.log(
        Object.fromEntries(Object.entries(counts).map(([kind, of]) => [kind, of!.length])),
      );
      expect(counts['200 reranked']!.some(({ at }) => at < killedAt)).toBe(true);
      expect(counts['200 fallback']!.length).toBeGreaterThan(0);
      expect(counts['503 null']!.length).toBeGreaterThan(0);
      const afterwards = answers.filter(({ at }) => at > returnedAt + RECOVERY_MS);
      expect(afterwards.length).toBeGreaterThan(0);
      expect(new Set(afterwards.map(({ outcome }) => outcome))).toEqual(new Set(['reranked']));
    } finally {
      loading.abort();
    }
  }, 600_000);

  test('costs no hit in the middle of a rank window, which is marked', async () => {
    const candidates = (await scifactDocuments(400)).map((document) => ({
      document: document.id,
      passage: passageOf(document),
    }));
    const reranker = createReranker({
      scorer: createVllmScorer({ baseURL: `${engine.url}/v1`, model: 'lb-reranker', mode: 'chat' }),
      cache: false,
      resilience: { retries: 1 },
      deadlineMs: Infinity,
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
  }, 600_000);
});

/** Whether an answer is complete and each score is right, or it says that it is not. */
function isRightOrMarked(
  { status, outcome, body }: Answered,
  expected: readonly number[],
): boolean {
  if (status !== 200) return [429, 502, 503, 504].includes(status) && 'message' in body;
  const { results = [] } = body;
  const indices = results.map(({ index }) => index);
  const isInOrder = indices.every((index, n) => index === n);
  const isComplete =
    new Set(indices).size === expected.length && results.length === expected.length;
  if (outcome === 'fallback') return isComplete && isInOrder;
  const isRight = results.every(({ index, relevance_score: score }) => {
    const isUnscored = outcome === 'partial' && score === 0;
    return isUnscored || Math.abs(score - expected[index]!) < 0.005;
  });
  return isComplete && isRight;
}
