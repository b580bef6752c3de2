import { describe, expect, test } from 'vitest';
import { createReranker } from '../reranker/create-reranker.ts';
import { fakeScorer } from '../testing/fake-scorer.ts';
import { requireOptions } from './require-options.ts';
import { requireOverrides } from './require-overrides.ts';

const reranker = createReranker({ scorer: fakeScorer(Number) });
const refusal = (argument: string, problem: string) =>
  expect.objectContaining({
    code: 'invalid_request',
    argument,
    problem: expect.stringContaining(problem) as string,
  }) as Error;

describe('requireOptions', () => {
  test.each([
    ['body'],
    [['title', 'body']],
    [{ field: 'body', format: 'html' }],
    [['title', { field: 'body', format: 'text', label: 'Text' }]],
    [[{ field: 'title', label: undefined }]],
    [() => 'a text'],
  ])('takes %j as a passage', (passage) => {
    expect(() => requireOptions({ reranker, passage, minScore: 3 })).not.toThrow();
  });

  test.each<[string, unknown, string]>([
    ['options', undefined, 'pass `{ reranker, passage }`'],
    ['reranker', { passage: 'body' }, 'is needed: pass `createReranker({ scorer })`'],
    [
      'reranker',
      { reranker: fakeScorer(Number), passage: 'body' },
      'is a scorer, which a reranker is made of',
    ],
    ['passage', { reranker }, "as in `passage: 'body'`"],
    ['passage', { reranker, passage: [] }, "as in `passage: 'body'`"],
    ['passage', { reranker, passage: null }, "as in `passage: 'body'`"],
    ['passage', { reranker, passage: ' ' }, "as in `passage: 'body'`"],
    ['passage', { reranker, passage: true }, "as in `passage: 'body'`"],
    ['passage', { reranker, passage: { fields: 'title' } }, 'must be a field'],
    ['passage', { reranker, passage: ['title', 5] }, 'must be a field'],
    ['passage', { reranker, passage: 5 }, 'must be a field'],
    ['passage', { reranker, passage: [['title']] }, 'must be a field'],
    [
      'passage.fromat',
      { reranker, passage: { field: 'body', fromat: 'html' } },
      'there are `field`, `format`, `label`',
    ],
    [
      'passage[1].labels',
      { reranker, passage: ['title', { field: 'body', labels: true }] },
      '`label`',
    ],
    ['passage.format', { reranker, passage: { field: 'body', format: 'HTML' } }, "'html'"],
    ['passage.label', { reranker, passage: { field: 'body', label: true } }, 'not blank'],
    ['passage[0].field', { reranker, passage: [{ field: ' ' }] }, "a field's name"],
    ['reranker', { reranker: 'lb-reranker', passage: 'body' }, 'must be a reranker'],
    ['rankWindowSize', { reranker, passage: 'body', rankWindowSize: 0 }, 'positive integer'],
    ['minScore', { reranker, passage: 'body', minScore: 9 }, 'from 1 to 7'],
    ['deadlineMs', { reranker, passage: 'body', deadlineMs: '300' }, 'positive number'],
    ['whenNotRerankable', { reranker, passage: 'body', whenNotRerankable: true }, "'skip'"],
    ['rankWindow', { reranker, passage: 'body', rankWindow: 5 }, '`rankWindowSize`'],
  ])('refuses a bad %s in %o', (argument, options, cure) => {
    expect(() => requireOptions(options)).toThrow(refusal(argument, cure));
  });

  test("takes an adapter's own options by name", () => {
    const options = { reranker, passage: 'body', collection: 'books' };
    expect(() => requireOptions(options, { further: ['collection'] })).not.toThrow();
    expect(() => requireOptions(options, { further: ['index'] })).toThrow(
      refusal('collection', '`index`'),
    );
  });
});

describe('requireOverrides', () => {
  test.each<[string, unknown, string]>([
    ['rerank', null, "pass `rerank: { query: '…' }`"],
    ['rerank', true, "pass `rerank: { query: '…' }`"],
    ['rerank', 'apples', "pass `rerank: { query: '…' }`"],
    ['rerank', ['apples'], "pass `rerank: { query: '…' }`"],
    ['rerank.minscore', { minscore: 3 }, '`minScore`'],
  ])('refuses a bad %s: %j', (argument, rerank, cure) => {
    expect(() => requireOverrides(rerank)).toThrow(refusal(argument, cure));
  });
});
