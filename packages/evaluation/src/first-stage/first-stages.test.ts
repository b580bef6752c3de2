import type { estypes } from '@elastic/elasticsearch';
import type { Schemas } from '@qdrant/js-client-rest';
import { describe, expect, test } from 'vitest';
import type { CorpusDocument } from '../collection/corpus-document.ts';
import { createDocumentStore } from '../corpus/create-document-store.ts';
import { createElasticsearchStage } from './create-elasticsearch-stage.ts';
import { createMinisearchStage } from './create-minisearch-stage.ts';
import { createQdrantStage } from './create-qdrant-stage.ts';
import { createRunStage } from './create-run-stage.ts';

const DOCUMENTS: readonly CorpusDocument[] = [
  { id: 'a', title: 'Apples', text: 'grow on trees' },
  { id: 'b', title: '', text: 'Pears and apples and apples' },
  { id: 'c', title: '', text: '' },
];
async function* documents(list = DOCUMENTS) {
  yield* list;
}
const query = { id: '1', text: 'apples' };
const repeated = () => documents([...DOCUMENTS, DOCUMENTS[0]!]);

describe('createMinisearchStage', () => {
  test('finds documents by their words, with what the model reads', async () => {
    const stage = await createMinisearchStage(documents());
    const hits = await stage.search(query, { size: 10 });
    expect(hits.map(({ id, passage }) => [id, passage])).toEqual([
      ['b', 'Pears and apples and apples'],
      ['a', 'Apples grow on trees'],
    ]);
    expect(await stage.search(query, { size: 1 })).toHaveLength(1);
  });

  test('refuses an id that occurs twice, and a corpus without documents', async () => {
    await expect(createMinisearchStage(repeated())).rejects.toThrow(/repeats the id a/);
    await expect(createMinisearchStage(documents([]))).rejects.toThrow(/must not be empty/);
  });
});

describe('createDocumentStore', () => {
  test('gives documents by their id', async () => {
    using store = await createDocumentStore(documents());
    expect(store.size).toBe(3);
    expect(store.get('a')).toEqual(DOCUMENTS[0]);
    expect(store.get('z')).toBeUndefined();
  });

  test('refuses an id that occurs twice, and a corpus without documents', async () => {
    await expect(createDocumentStore(repeated())).rejects.toThrow(/repeats the id a/);
    await expect(createDocumentStore(documents([]))).rejects.toThrow(/must not be empty/);
  });
});

describe('createRunStage', () => {
  const run = new Map([
    [
      '1',
      new Map([
        ['c', 1],
        ['a', 3],
        ['b', 3],
      ]),
    ],
  ]);

  test("gives the run's documents in the order that the metrics see", async () => {
    using store = await createDocumentStore(documents());
    const stage = createRunStage({ run, documents: store });
    expect(await stage.search(query, { size: 2 })).toEqual([
      { id: 'b', score: 3, passage: 'Pears and apples and apples' },
      { id: 'a', score: 3, passage: 'Apples grow on trees' },
    ]);
    const [, , last] = await stage.search(query, { size: 3 });
    expect(last).toEqual({ id: 'c', score: 1, passage: null });
    expect(await stage.search({ id: '3', text: '' }, { size: 3 })).toEqual([]);
  });

  test('refuses a run of another collection', async () => {
    using store = await createDocumentStore(documents());
    const other = new Map([...run, ['2', new Map([['z', 1]])] as const]);
    expect(() => createRunStage({ run: other, documents: store, name: 'bm25.run' })).toThrow(
      /^bm25\.run has the unknown document z for query 2.*another collection/,
    );
  });
});

describe('createElasticsearchStage', () => {
  const hit = (id: string, _source?: object) => ({ _id: id, _score: 2, _index: 'i', _source });
  const clientWith = (answer: () => Promise<unknown>) => {
    const requests: estypes.SearchRequest[] = [];
    const search = async <T>(request: estypes.SearchRequest) => {
      requests.push(request);
      return (await answer()) as estypes.SearchResponse<T>;
    };
    return { search, requests };
  };

  test("asks as the model's authors did, and reads title and text", async () => {
    const client = clientWith(async () => ({
      hits: { hits: [hit('a', { title: 'T', txt: 'text' }), hit('b', { txt: ' ' }), hit('c')] },
    }));
    const stage = createElasticsearchStage(client, { index: 'i' });
    expect(await stage.search(query, { size: 101 })).toEqual([
      { id: 'a', score: 2, passage: 'T text' },
      { id: 'b', score: 2, passage: null },
      { id: 'c', score: 2, passage: null },
    ]);
    expect(client.requests[0]).toMatchObject({
      index: 'i',
      size: 101,
      search_type: 'dfs_query_then_fetch',
      query: { multi_match: { type: 'best_fields', fields: ['title', 'txt'], tie_breaker: 0.5 } },
    });
  });

  test('names the index where the engine fails', async () => {
    const client = clientWith(() => Promise.reject(new Error('no such index')));
    const stage = createElasticsearchStage(client, { index: 'articles' });
    await expect(stage.search(query, { size: 1 })).rejects.toMatchObject({
      code: 'retrieval_failed',
      source: 'articles',
    });
  });

  test("rejects with the signal's reason when aborted", async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    const client = clientWith(() => Promise.reject(new Error('aborted')));
    const stage = createElasticsearchStage(client, { index: 'i' });
    await expect(stage.search(query, { size: 1, signal })).rejects.toThrow('enough');
  });
});

describe('createQdrantStage', () => {
  const points = [{ id: 7, score: 0.5, version: 0, payload: { key: 'a', text: 'Apples' } }];
  const asked: Schemas['QueryRequest'][] = [];
  const client = {
    query: async (_: string, request: Schemas['QueryRequest']) => {
      asked.push(request);
      return { points } as Schemas['QueryResponse'];
    },
  };
  const queryOf = async (text: string) => ({ query: [text.length], using: 'dense' });

  test('asks with the vector of the text, and takes ids from the payload', async () => {
    const stage = createQdrantStage(client, { collection: 'c', queryOf, idField: 'key' });
    expect(await stage.search(query, { size: 3 })).toEqual([
      { id: 'a', score: 0.5, passage: 'Apples' },
    ]);
    expect(asked.at(-1)).toMatchObject({ query: [6], using: 'dense', limit: 3 });
  });

  test("takes the points' own ids where no field is named", async () => {
    const stage = createQdrantStage(client, { collection: 'c', queryOf });
    expect(await stage.search(query, { size: 3 })).toMatchObject([{ id: '7' }]);
  });

  test('names a point without its id', async () => {
    const stage = createQdrantStage(client, { collection: 'c', queryOf, idField: 'doc' });
    await expect(stage.search(query, { size: 3 })).rejects.toThrow(/"doc" is missing in point 7/);
  });
});
