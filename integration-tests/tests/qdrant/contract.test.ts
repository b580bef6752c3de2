import { QdrantClient, type Schemas } from '@qdrant/js-client-rest';
import { beforeAll, expect, test } from 'vitest';
import { createQdrantCollection, HUGE_ID } from '../../data/create-qdrant-collection.ts';
import { describeWith } from '@lb-rerank/test-engines/needs';
import {
  type CheckedQdrant,
  QdrantContract,
  serveByContract,
} from '@lb-rerank/test-engines/qdrant';

type Call = (client: QdrantClient, collection: string) => Promise<unknown>;

const vector = [1, 2];
const payload = { text: 'apple', shelf: 1 };
const even: Schemas['Filter'] = { must: [{ key: 'topic', match: { value: 'even' } }] };

/** Calls of every operation, in an order in which each has something to work on. */
const CALLS: Record<string, Call> = {
  'create a collection': (client, name) =>
    client.createCollection(name, { vectors: { size: 2, distance: 'Dot' } }),
  'list collections': (client) => client.getCollections(),
  'look for a collection': (client, name) => client.collectionExists(name),
  'describe a collection': (client, name) => client.getCollection(name),
  'index a key': (client, name) =>
    client.createPayloadIndex(name, { field_name: 'shelf', field_schema: 'integer', wait: true }),
  'upsert a list': (client, name) =>
    client.upsert(name, {
      wait: true,
      points: [
        { id: 1, vector, payload },
        { id: HUGE_ID, vector },
      ],
    }),
  'upsert a batch': (client, name) =>
    client.upsert(name, { wait: true, batch: { ids: [2, 3], vectors: [vector, vector] } }),
  'update in a batch': (client, name) =>
    client.batchUpdate(name, { operations: [{ set_payload: { payload, points: [2] } }] }),
  'set payload': (client, name) => client.setPayload(name, { payload, points: [3] }),
  'overwrite payload': (client, name) => client.overwritePayload(name, { payload, points: [3] }),
  'delete payload': (client, name) => client.deletePayload(name, { keys: ['shelf'], points: [3] }),
  'clear payload': (client, name) => client.clearPayload(name, { points: [3] }),
  'update vectors': (client, name) =>
    client.updateVectors(name, { points: [{ id: 3, vector: [3, 4] }] }),
  'delete vectors': (client, name) => client.deleteVectors(name, { vector: [''], points: [3] }),
  retrieve: (client, name) => client.retrieve(name, { ids: [1, HUGE_ID], with_vector: true }),
  'get one point': (client, name) => client.api().getPoint({ collection_name: name, id: 1 }),
  scroll: (client, name) => client.scroll(name, { limit: 1 }),
  'scroll by a key': (client, name) => client.scroll(name, { order_by: 'shelf' }),
  count: (client, name) => client.count(name, { filter: even }),
  facet: (client, name) => client.facet(name, { key: 'shelf' }),
  query: (client, name) => client.query(name, { query: vector, with_vector: true }),
  'query by a key': (client, name) => client.query(name, { query: { order_by: 'shelf' } }),
  'query at random': (client, name) => client.query(name, { query: { sample: 'random' } }),
  'query in a batch': (client, name) => client.queryBatch(name, { searches: [{ query: vector }] }),
  'query groups': (client, name) => client.queryGroups(name, { query: vector, group_by: 'shelf' }),
  'delete points': (client, name) => client.delete(name, { wait: true, points: [1] }),
  'delete an index': (client, name) => client.deletePayloadIndex(name, 'shelf'),
  'delete a collection': (client, name) => client.deleteCollection(name),
};

/** Requests that a server refuses. */
const REFUSED: Record<string, Call> = {
  'a missing collection': (client) => client.query('nowhere', { query: vector }),
  'a collection that is there': (client, name) =>
    client.createCollection(name, { vectors: { size: 2, distance: 'Dot' } }),
  'a vector of another size': (client, name) =>
    client.query(name, { query: [1, 2, 3], using: 'dense' }),
  'a missing vector name': (client, name) => client.query(name, { query: [1], using: 'none' }),
  'a bad filter': (client, name) => client.query(name, { filter: { must: [{ key: 'x' }] } }),
  'a limit of 0': (client, name) => client.query(name, { limit: 0 }),
  'a bad id': (client, name) => client.retrieve(name, { ids: ['x'] }),
  'a missing point': (client, name) => client.query(name, { query: 9999, using: 'dense' }),
  'what it cannot do': (client, name) => client.query(name, { query: { text: 'a', model: 'b' } }),
};

describeWith('the engine behind Qdrant’s REST contract', ['qdrant'], ({ qdrant }) => {
  let checked: CheckedQdrant;
  let client: QdrantClient;
  const collection = `contract-${process.pid}`;

  beforeAll(async () => {
    // Some of these requests are against the contract on purpose.
    checked = await serveByContract(qdrant, { isSent: false });
    client = new QdrantClient({ url: checked.url });
    await createQdrantCollection(client, collection, 20);
    return async () => {
      await client.deleteCollection(collection);
      await checked[Symbol.asyncDispose]();
    };
  });

  test.each(Object.entries(CALLS))('answers by the contract: %s', async (_, call) => {
    await expect(call(client, `${collection}-calls`)).resolves.toBeDefined();
    expect(checked.breaches).toEqual([]);
  });

  test.each(Object.entries(REFUSED))('refuses by the contract: %s', async (_, call) => {
    const error: unknown = await call(client, collection).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ data: { status: { error: expect.any(String) } } });
    expect(checked.breaches).toEqual([]);
  });

  test('is asked for every operation that the contract has', () => {
    const asked = [...checked.checked.keys()].toSorted();
    expect(asked).toEqual(new QdrantContract().operations.toSorted());
    expect(checked.unknown).toEqual([]);
  });

  test('would show a breach', () => {
    const contract = new QdrantContract();
    const query = contract.operationOf('POST', '/collections/books/points/query')!;
    const point = { id: 1, version: 0, score: 0.5 };
    const answerOf = (found: object) => ({ result: { points: [found] }, status: 'ok', time: 0 });
    expect(contract.breachOfAnswer(query, 200, answerOf(point))).toBeUndefined();
    for (const bad of [
      { ...point, id: 1.5 },
      { ...point, payloads: {} },
      { id: 1, version: 0 },
    ]) {
      expect(contract.breachOfAnswer(query, 200, answerOf(bad))).toContain(query);
    }
    expect(contract.breachOfAnswer(query, 400, { status: 'bad' })).toContain('4XX');
    expect(contract.breachOfRequest(query, { limits: 5 })).toContain('additional properties');
  });
});
