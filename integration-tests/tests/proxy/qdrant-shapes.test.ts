import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import type { ProxyRule } from '@lb-rerank/proxy';
import { withReranking } from '@lb-rerank/qdrant';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { QdrantClient } from '@qdrant/js-client-rest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createQdrantCollection } from '../../data/create-qdrant-collection.ts';
import { serveRecorded } from '../../data/serve-recorded.ts';
import { AWAY, BY_LENGTH, serveProxyWith } from '../../data/serve-proxy-beside.ts';
import type { QdrantAnswer } from '../../expectations/expect-qdrant-promise.ts';
import { qdrantShapes } from '../../requests/qdrant-shapes.ts';

const RANK_WINDOW_SIZE = 30;
const QUERY = 'vitamins';
/** Shapes whose rank window is empty, and which lack nothing where the model is away. */
const FIND_NOTHING = new Set(['filter that finds nothing', 'score_threshold that nothing reaches']);
const HEADERS = { 'x-lb-rerank-query': QUERY };

describeWith('a proxy before Qdrant', ['qdrant'], ({ qdrant }) => {
  const collection = `proxied-shapes-${process.pid}`;
  const bare = new QdrantClient({ url: qdrant });
  const rules = [{ index: collection, passage: 'text', rankWindowSize: RANK_WINDOW_SIZE }];
  const started = startProxies(qdrant, rules);
  let { recorded, reranking, failing, ruleless } = {} as Awaited<typeof started>;
  let proxied: QdrantClient;
  const wrapped = withReranking(bare, {
    reranker: createReranker({ scorer: fakeScorer(BY_LENGTH), resilience: { retries: 0 } }),
    passage: 'text',
    rankWindowSize: RANK_WINDOW_SIZE,
  });
  const rerank = { query: QUERY };
  const shapes = qdrantShapes(collection);

  beforeAll(async () => {
    ({ recorded, reranking, failing, ruleless } = await started);
    proxied = new QdrantClient({ url: reranking.url, headers: HEADERS });
    await createQdrantCollection(bare, collection);
  });
  afterAll(async () => {
    await bare.deleteCollection(collection);
    await Promise.all([reranking, failing, ruleless].map((proxy) => proxy.stop()));
    await recorded[Symbol.asyncDispose]();
  });

  const bytesOf = async (url: string, endpoint: string, request: object) => {
    const answer = await fetch(`${url}/collections/${collection}/points/${endpoint}`, {
      method: 'POST',
      headers: { ...HEADERS, 'content-type': 'application/json' },
      body: written(request),
    });
    const text = await answer.text();
    return { text, status: answer.status, outcome: answer.headers.get('x-lb-rerank-outcome') };
  };
  const answeredByEngine = async (url: string, endpoint: string, request: object) => {
    const answer = await bytesOf(url, endpoint, request);
    expect(answer.text).toBe(recorded.last.answered);
    expect(recorded.last.asked).toBe(written(request));
    return answer;
  };

  describe('gives the bytes of the engine where no rule fits, and where the model is away', () => {
    const asked: [string, string, object][] = [
      ...Object.entries(shapes.query).map(([name, shape]) => [name, 'query', shape] as const),
      ...Object.entries(shapes.queryGroups).map(([name, s]) => [name, 'query/groups', s] as const),
    ].map((one) => [...one]);

    test.each([...asked, ['all', 'query/batch', { searches: Object.values(shapes.query) }]])(
      '%s by %s',
      async (name, endpoint, shape) => {
        const own = await bytesOf(qdrant, endpoint, shape);
        const withoutRule = await answeredByEngine(ruleless.url, endpoint, shape);
        expect(withoutRule.outcome).toBe('skipped');
        expect(scoresIn(withoutRule.text)).toEqual(scoresIn(own.text));
        const isFound = !FIND_NOTHING.has(name);
        const ask = isFound ? answeredByEngine : bytesOf;
        const fallback = await ask(failing.url, endpoint, shape);
        expect(scoresIn(fallback.text)).toEqual(scoresIn(own.text));
        // Some of the batch find nothing.
        const ofScored = endpoint === 'query/batch' ? 'mixed' : 'fallback';
        expect(fallback.outcome).toBe(isFound ? ofScored : 'reranked');
      },
    );
  });

  describe('reranks as a wrapped client does', () => {
    test.each(Object.entries(shapes.query))('%s', async (_, shape) => {
      const { points, rerank: summary } = await wrapped.query(collection, { ...shape, rerank });
      const answer: QdrantAnswer = await proxied.query(collection, shape);
      expect(answer.points).toEqual(points);
      const expected = summary.scored > 0 ? summary.outcome : undefined;
      expect(answer.rerank?.outcome).toBe(expected);
    });

    test.each(Object.entries(shapes.queryGroups))('%s', async (_, shape) => {
      const { groups } = await wrapped.queryGroups(collection, { ...shape, rerank });
      expect((await proxied.queryGroups(collection, shape)).groups).toEqual(groups);
    });

    test('all queries in one batch', async () => {
      const searches = Object.values(shapes.query);
      const asked = searches.map((search) => ({ ...search, rerank }));
      const expected = await wrapped.queryBatch(collection, { searches: asked });
      const answers = await proxied.queryBatch(collection, { searches });
      expect(answers.map(({ points }) => points)).toEqual(expected.map(({ points }) => points));
    });
  });

  test.each(Object.entries({ ...shapes.unrerankable, ...shapes.wrong }))(
    'leaves to the engine what it cannot rerank, or what is wrong: %s',
    async (_, shape) => {
      const own = await bytesOf(qdrant, 'query', shape);
      const { status, outcome } = await answeredByEngine(reranking.url, 'query', shape);
      expect([status, outcome]).toEqual([own.status, 'skipped']);
    },
  );
});

async function startProxies(qdrant: string, rules: readonly ProxyRule[]) {
  const recorded = await serveRecorded(qdrant);
  const engine = { engine: 'qdrant', upstream: recorded.url } as const;
  const [reranking, failing, ruleless] = await Promise.all([
    serveProxyWith(BY_LENGTH, { ...engine, rules }),
    serveProxyWith(AWAY, { ...engine, rules }),
    serveProxyWith(BY_LENGTH, engine),
  ]);
  return { recorded, reranking, failing, ruleless };
}

function scoresIn(answer: string): readonly (string | undefined)[] {
  return [...answer.matchAll(/"score":([^,}]*)/g)].map(([, score]) => score);
}

/** Writes a request, with the digits of ids beyond 2^53. */
function written(request: object): string {
  const { rawJSON } = JSON as unknown as { rawJSON: (text: string) => unknown };
  return JSON.stringify(request, (_, value: unknown) =>
    typeof value === 'bigint' ? rawJSON(String(value)) : value,
  );
}
