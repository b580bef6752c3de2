import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { describe, expect, test } from 'vitest';
import { rerankedSearch } from './reranked-search.ts';
import { withReranking } from './with-reranking.ts';

const reranker = createReranker({ scorer: fakeScorer(Number) });
const unasked = () => Promise.reject(new Error('the engine was asked'));
const client = { search: unasked, msearch: unasked };
const refusal = (argument: string, cure: string) =>
  expect.objectContaining({
    code: 'invalid_request',
    argument,
    message: expect.stringContaining(cure) as string,
  }) as Error;

describe.each([
  ['withReranking', withReranking],
  ['rerankedSearch', rerankedSearch],
])('%s refuses at once', (_, wrap: (engine: typeof client, options: never) => unknown) => {
  test.each<[string, string, object | undefined, string]>([
    ['no options', 'options', undefined, 'pass `{ reranker, passage }`'],
    ['a reranker as options', 'options', reranker, 'pass `{ reranker, passage }`'],
    ['no passage', 'passage', { reranker }, "as in `passage: 'body'`"],
    ['no reranker', 'reranker', { passage: 'text' }, 'pass `createReranker('],
    [
      'a passage of another form',
      'passage',
      { reranker, passage: { source: 'text' } },
      '{ fields }',
    ],
    ...[{ highlight: ['text'] }, { innerHits: ['chunks'], field: 'text' }].map(
      (passage): [string, string, object, string] => [
        `a passage of several highlights or inner hits: ${Object.keys(passage)[0]}`,
        'passage',
        { reranker, passage },
        '`{ highlight }`',
      ],
    ),
    ['a blank passage', 'passage', { reranker, passage: [''] }, 'must be a field'],
    ['a scorer', 'reranker', { reranker: fakeScorer(Number), passage: 'text' }, 'createReranker('],
    ['a bad number', 'minScore', { reranker, passage: 'text', minScore: 9 }, 'from 1 to 7'],
    ['an unknown option', 'topN', { reranker, passage: 'text', topN: 5 }, '`rankWindowSize`'],
  ])('%s', (__, argument, options, cure) => {
    expect(() => wrap(client, options as never)).toThrow(refusal(argument, cure));
  });

  test.each([{}, null, undefined, 'http://127.0.0.1:9200'])('%j as a client', (engine) => {
    const options = { reranker, passage: 'text' };
    expect(() => wrap(engine as never, options as never)).toThrow(
      expect.objectContaining({ code: 'invalid_request', argument: 'client' }) as Error,
    );
  });

  test('a client that reranks already', () => {
    const options = { reranker, passage: 'text' };
    const reranking = withReranking(client, options);
    const cure = 'pass the client that it was made of';
    expect(() => wrap(reranking, options as never)).toThrow(refusal('client', cure));
  });
});

describe('a call is refused before any request', () => {
  const options = { reranker, passage: 'text' };
  const wrapped = withReranking(client, options);
  const search = rerankedSearch(client, options);
  const query = { match: { text: 'apples' } };

  test.each<[string, unknown, string]>([
    ['rerank', null, "pass `rerank: { query: '…' }`"],
    ['rerank', true, "pass `rerank: { query: '…' }`"],
    ['rerank', 'apples', "pass `rerank: { query: '…' }`"],
    ['rerank.minscore', { minscore: 3 }, '`minScore`'],
    ['rerank.passage', { passage: 5 }, 'must be a field'],
    ['rerank.passage', { passage: '' }, 'must be a field'],
    ['rerank.passage', { passage: { source: 'text' } }, '{ fields }'],
    [
      'rerank.passage.fields[1].fromat',
      { passage: { fields: ['title', { field: 'text', fromat: 'html' }] } },
      '`format`',
    ],
    [
      'rerank.passage.field.label',
      { passage: { innerHits: 'chunks', field: { field: 'text', label: '' } } },
      'not blank',
    ],
    ['rerank.passage', { passage: { highlight: ['text'] } }, '`{ highlight }`'],
    ['rerank.passage', { passage: { highlight: 'text', format: 'html' } }, '`{ highlight }`'],
  ])('for a bad %s: %j', async (argument, given, cure) => {
    const rerank = given as never;
    await expect(wrapped.search({ query, rerank })).rejects.toThrow(refusal(argument, cure));
    await expect(search({ query, rerank })).rejects.toThrow(refusal(argument, cure));
    await expect(wrapped.msearch({ searches: [{}, { query }], rerank })).rejects.toThrow(
      refusal(argument, cure),
    );
    await expect(wrapped.msearch({ searches: [{}, { query, rerank }] })).rejects.toThrow(
      refusal(`searches[1].${argument}`, cure),
    );
  });

  test('for no text to rerank by, with the way out', async () => {
    await expect(wrapped.search({ query: { match_all: {} }, rerank: {} })).rejects.toThrow(
      refusal('rerank.query', "pass `rerank: { query: '…' }`, or `rerank: false`"),
    );
  });
});
