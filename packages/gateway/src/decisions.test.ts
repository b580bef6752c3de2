import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { gatewayOfContext } from './testing/gateway-of-context.ts';
import { gatewayOfLevels } from './testing/gateway-of-levels.ts';
import { postTo } from './testing/post-to.ts';

const gateway = gatewayOfLevels();
const query = 'q';

/** Each dialect's request for some texts, and where it is asked. */
const requestsFor: [path: string, bodyOf: (texts: unknown, query?: unknown) => object][] = [
  ['/cohere-v1/v1/rerank', (documents, asked = query) => ({ query: asked, documents })],
  ['/v2/rerank', (documents, asked = query) => ({ query: asked, documents })],
  ['/v1/rerank', (documents, asked = query) => ({ query: asked, documents })],
  ['/voyage/v1/rerank', (documents, asked = query) => ({ query: asked, documents })],
  ['/rerank', (documents, asked = query) => ({ query: asked, documents })],
  ['/infinity/rerank', (documents, asked = query) => ({ query: asked, documents })],
  ['/weaviate/rerank', (documents, asked = query) => ({ query: asked, documents })],
  ['/v1/reranking', (documents, asked = query) => ({ query: asked, documents })],
  ['/reranks', (documents, asked = query) => ({ query: asked, documents })],
  ['/rerank', (texts, asked = query) => ({ query: asked, texts })],
  ['/v1/reranking', (input, asked = query) => ({ query: asked, input })],
  ['/score', (texts, asked = query) => ({ text_1: asked, text_2: texts })],
  [
    '/v1/ranking',
    (texts, asked = query) => ({ query: { text: asked }, passages: passages(texts) }),
  ],
];

function passages(texts: unknown): unknown {
  return Array.isArray(texts) ? texts.map((text: unknown) => ({ text })) : texts;
}

/** The results of an answer, which stand alone or under a name of their own. */
function resultsIn(body: unknown): { index: number; score?: number; relevance_score?: number }[] {
  return (Array.isArray(body) ? body : Object.values(body as object).find(Array.isArray)) as never;
}

const askEach = (texts: unknown, asked?: unknown, on = gateway) =>
  Promise.all(requestsFor.map(([path, bodyOf]) => postTo(on, path, bodyOf(texts, asked))));

const statusesOf = (answers: Awaited<ReturnType<typeof askEach>>) => [
  ...new Set(answers.map(({ response }) => response.status)),
];

/** The README's table, row by row. */
const decisions: Record<string, () => Promise<void>> = {
  async 'with no documents'() {
    const answers = await askEach([]);
    expect(statusesOf(answers)).toEqual([200]);
    for (const { body } of answers) expect(resultsIn(body)).toEqual([]);
  },

  async 'with a field left out or of another type'() {
    for (const texts of [5, { a: 1 }, [5], [null], null, undefined]) {
      const answers = await askEach(texts);
      // An object is a document of its own, though one without a text.
      expect(statusesOf(answers)).toEqual([422]);
    }
    for (const asked of [5, null, ['q'], '']) {
      const answers = (await askEach(['1'], asked)).filter((_, n) => {
        const isScore = requestsFor[n]![0] === '/score';
        return !(isScore && Array.isArray(asked));
      });
      expect(statusesOf(answers)).toEqual([422]);
    }
    const topN = await postTo(gateway, '/v2/rerank', { query, documents: ['1'], top_n: 'two' });
    expect(topN.response.status).toBe(422);
  },

  async 'that is no JSON, or no object'() {
    for (const [path] of requestsFor) {
      expect((await postTo(gateway, path, '{"query":')).response.status).toBe(400);
      expect((await postTo(gateway, path, '[]')).response.status).toBe(422);
    }
  },

  async 'with a query that leaves no room for a document'() {
    const answers = await askEach(['1', '2'], 'apple '.repeat(1000), gatewayOfContext().gateway);
    expect(statusesOf(answers)).toEqual([422]);
    for (const { body } of answers) {
      expect(JSON.stringify(body)).toContain('the query leaves no room');
    }
  },

  async 'with a document that does not fit'() {
    const { gateway: small } = gatewayOfContext();
    const endless = 'apple '.repeat(1000);
    expect(statusesOf(await askEach(['1', endless], query, small))).toEqual([200]);
    const uncut: [path: string, body: object][] = [
      ['/rerank', { query, texts: ['1', endless], truncate: false }],
      ['/voyage/v1/rerank', { query, documents: ['1', endless], truncation: false }],
      [
        '/v1/ranking',
        { query: { text: query }, passages: [{ text: '1' }, { text: endless }], truncate: 'NONE' },
      ],
    ];
    for (const [path, body] of uncut) {
      const { response, body: answer } = await postTo(small, path, body);
      expect(response.status).toBe(422);
      expect(JSON.stringify(answer)).toContain('passage 1 is longer than the context');
    }
  },

  async 'with `max_chunks_per_doc`'() {
    const passagesRead = async (longPassages: 'truncate' | 'chunks', maxChunks: unknown) => {
      const { gateway: small, scorer } = gatewayOfContext({ longPassages });
      const body = { query, documents: ['apple '.repeat(1000)], max_chunks_per_doc: maxChunks };
      const { response } = await postTo(small, '/v1/rerank', body);
      return { status: response.status, read: scorer.requests.flatMap((asked) => asked.passages) };
    };
    const beginning = await passagesRead('truncate', undefined);
    expect(beginning).toMatchObject({ status: 200, read: [expect.stringMatching(/^apple/)] });
    for (const maxChunks of [1, '1', 2, 10]) {
      expect(await passagesRead('truncate', maxChunks)).toEqual(beginning);
    }
    expect(await passagesRead('chunks', 1)).toEqual(beginning);
    expect((await passagesRead('chunks', 10)).read.length).toBeGreaterThan(2);
    for (const wrong of [0, -1, 1.5, 'many']) {
      expect((await passagesRead('truncate', wrong)).status).toBe(422);
    }
  },

  async 'with a blank document'() {
    const answers = await askEach(['', '3', ' ', '1']);
    expect(statusesOf(answers)).toEqual([200]);
    const inOrder = new Set(['/score', '/weaviate/rerank']);
    for (const [n, { body }] of answers.entries()) {
      if (inOrder.has(requestsFor[n]![0])) continue;
      expect(resultsIn(body).map(({ index }) => index)).toEqual([1, 3, 0, 2]);
    }
  },

  async 'with `top_n: 0`'() {
    const asked = { query, documents: ['1', '2'], top_n: 0 };
    expect(resultsIn((await postTo(gateway, '/rerank', asked)).body)).toHaveLength(2);
    for (const path of ['/v1/rerank', '/v2/rerank', '/infinity/rerank', '/reranking']) {
      expect((await postTo(gateway, path, asked)).response.status).toBe(422);
    }
  },

  async 'with a `top_n` above the number of documents'() {
    for (const [path, bodyOf] of requestsFor) {
      const { body } = await postTo(gateway, path, { ...bodyOf(['1', '2']), top_n: 5 });
      expect(resultsIn(body)).toHaveLength(2);
    }
  },

  async 'with `texts` and `top_n`'() {
    const { body } = await postTo(gateway, '/rerank', { query, texts: ['1', '2', '3'], top_n: 2 });
    expect(body).toMatchObject([{ index: 2 }, { index: 1 }]);
  },

  async 'with `texts` and `documents`'() {
    const asked = { query, texts: ['1'], documents: ['1', '2'] };
    const { response, body } = await postTo(gateway, '/rerank', asked);
    expect(response.headers.get('x-rerank-dialect')).toBe('vllm');
    expect(resultsIn(body)).toHaveLength(2);
  },

  async 'with a field that is not known'() {
    for (const [path, bodyOf] of requestsFor) {
      const asked = { ...bodyOf(['1', '2']), some_field: [1], priority: 3 };
      expect((await postTo(gateway, path, asked)).response.status).toBe(200);
    }
  },

  async 'on `/llama-cpp/rerank`'() {
    for (const path of ['/llama-cpp/rerank', '/llama-cpp/v1/rerank', '/llama-cpp/v1/reranking']) {
      const ranked = await postTo(gateway, path, { query, documents: ['1', '7'] });
      expect(ranked.response.headers.get('x-rerank-dialect')).toBe('llama-cpp');
      const bare = await postTo(gateway, path, { query, texts: ['1', '7'] });
      expect(bare.body).toEqual([
        { index: 1, score: 1 },
        { index: 0, score: 0 },
      ]);
    }
  },

  async 'by another method'() {
    const response = await gateway.app.request('/v1/rerank');
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  },
};

test.each(Object.entries(decisions))(
  'a request %s is answered as the README says',
  async (_, check) => {
    expect.hasAssertions();
    await check();
  },
);

test('each decision of the README is among these', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const [, table = ''] = readme.split('| a request | is answered |\n|---|---|\n');
  const [rows = ''] = table.split('\n\n');
  const named = rows.split('\n').map((row) => row.split(' | ')[0]!.replace('| ', ''));
  expect(named).toEqual(Object.keys(decisions));
});
