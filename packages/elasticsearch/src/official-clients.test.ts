import { inspect } from 'node:util';
import { Client, type estypes } from '@elastic/elasticsearch';
import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { Client as OpensearchClient } from '@opensearch-project/opensearch';
import { Client as Opensearch2Client } from 'opensearch-2';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { idsOf, startAnsweringServer } from './__fixtures__/answering-server.ts';
import type { RerankingClient } from './reranking-client.ts';
import { withReranking } from './with-reranking.ts';

const options = { reranker: createReranker({ scorer: fakeScorer(Number) }), passage: 'text' };
const query = { match: { text: 'apples' } };

let node: string;
beforeAll(async () => {
  const server = await startAnsweringServer();
  ({ node } = server);
  return () => server.close();
});

const CLIENTS = [
  ['@elastic/elasticsearch', Client, () => new Client({ node })],
  ['@opensearch-project/opensearch', OpensearchClient, () => new OpensearchClient({ node })],
  ['@opensearch-project/opensearch 2', Opensearch2Client, () => new Opensearch2Client({ node })],
] as const;
const wrap = (client: object) =>
  withReranking(client as Client, options) as RerankingClient<Client> & Record<string, unknown>;
const searchOf = (name: string) =>
  (name.startsWith('@elastic')
    ? { index: 'books', query }
    : { index: 'books', body: { query } }) as estypes.SearchRequest;

describe.each(CLIENTS)('the client of %s, wrapped,', (name, itsClass, create) => {
  test('is the client that it was', () => {
    const bare = create();
    const wrapped = wrap(bare);
    expect(wrapped).toBeInstanceOf(itsClass);
    expect(wrapped.constructor).toBe(itsClass);
    expect(Object.keys(wrapped)).toEqual(Object.keys(bare));
    expect(inspect(wrapped)).toBe(inspect(bare));
    const members = new Set([...Object.keys(bare), ...namesOf(bare)]);
    // Node.js's emitter is bound anew each time, by OpenSearch's client itself.
    const changing = [...members].filter((member) => wrapped[member] !== wrapped[member]);
    const own = bare as unknown as Record<string, unknown>;
    expect(changing).toEqual([...members].filter((member) => own[member] !== own[member]));
    expect(wrapped.transport).toBe(bare.transport);
    expect(wrapped.helpers.constructor).toBe(bare.helpers.constructor);
  });

  test('hands back spies, and takes them off again', async () => {
    const wrapped = wrap(create());
    const { index } = wrapped;
    const spy = vi.spyOn(wrapped, 'index').mockResolvedValue({} as never);
    await wrapped.index({ index: 'books' });
    expect(wrapped.index).toHaveBeenCalledOnce();
    expect(wrapped.index).toBe(spy);
    spy.mockRestore();
    expect(wrapped.index).toBe(index);

    const search = vi.spyOn(wrapped, 'search');
    expect(idsOf(await wrapped.search(searchOf(name)))).toEqual(['d1', 'd0']);
    expect(wrapped.search).toHaveBeenCalledOnce();
    search.mockRestore();
    expect(vi.isMockFunction(wrapped.search)).toBe(false);
  });

  test('asks a search that was patched later', async () => {
    const bare = create();
    const wrapped = wrap(bare);
    const own = vi.spyOn(bare, 'search');
    expect(idsOf(await wrapped.search(searchOf(name)))).toEqual(['d1', 'd0']);
    expect(own).toHaveBeenCalledOnce();
  });

  test.each(['before', 'after', 'as the wrapped one'])('may be frozen, %s', async (when) => {
    const bare = create();
    if (when === 'before') deepFreeze(bare);
    const wrapped = wrap(bare);
    if (when === 'after') deepFreeze(bare);
    if (when === 'as the wrapped one') Object.freeze(wrapped);
    expect(await wrapped.helpers.search(searchOf(name))).toMatchObject([
      { text: '6' },
      { text: '2' },
    ]);
    expect(idsOf(await wrapped.search(searchOf(name)))).toEqual(['d1', 'd0']);
    expect(idsOf(await wrapped.child({}).search(searchOf(name)))).toEqual(['d1', 'd0']);
  });

  test('reranks through the helper of several searches', async () => {
    const helper = wrap(create()).helpers.msearch({ operations: 1 });
    const { body } = await helper.search({ index: 'books' }, { query, rerank: { minScore: 3 } });
    expect(body).toMatchObject({
      rerank: { outcome: 'reranked' },
      hits: { hits: [{ _id: 'd1' }] },
    });
    helper.stop();
    await helper;
  });
});

function namesOf(client: object): string[] {
  const prototype = Object.getPrototypeOf(client) as object | null;
  return prototype === null || prototype === Object.prototype
    ? []
    : [...Object.getOwnPropertyNames(prototype), ...namesOf(prototype)];
}

function deepFreeze(client: { helpers: object }): void {
  Object.freeze(client.helpers);
  Object.freeze(client);
}
