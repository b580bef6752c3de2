import { ContextLengthError } from '@lb-rerank/core';
import { describe, expect, test } from 'vitest';
import { problemOf } from './problem-of.ts';

describe('a text that is too long for the model', () => {
  test.each([
    ['the query', { part: 'query' }, 'query'],
    ['a document', { part: 'passage', index: 3 }, 'documents[3]'],
    ['either of both', {}, undefined],
  ] as const)('is named, where it is %s', (_, options, argument) => {
    const problem = problemOf(new ContextLengthError(options));
    expect(problem).toMatchObject({ status: 422, code: 'context_length', argument });
  });
});
