import { expect, test, vi } from 'vitest';
import { BackendConnectionError } from './backend-connection-error.ts';
import { InvalidRequestError } from './invalid-request-error.ts';
import { RerankError } from './rerank-error.ts';

async function errorOfAnotherCopy(): Promise<BackendConnectionError> {
  vi.resetModules();
  const copy = await import('./backend-connection-error.ts');
  expect(copy.BackendConnectionError).not.toBe(BackendConnectionError);
  return new copy.BackendConnectionError({ url: 'http://127.0.0.1:8000/v1' });
}

test('is known across copies of the package', async () => {
  const error = await errorOfAnotherCopy();
  expect(error).toBeInstanceOf(RerankError);
  expect(error).not.toBeInstanceOf(InvalidRequestError);
});

test.each([new InvalidRequestError('query', 'must not be blank'), new Error('any'), undefined, {}])(
  'tells its kinds apart: %s',
  (value) => {
    expect(value instanceof RerankError).toBe(value instanceof InvalidRequestError);
    expect(value).not.toBeInstanceOf(BackendConnectionError);
  },
);

test('of another copy is tried again and told by its own words', async () => {
  const { resilientScorer } = await import('../decorators/resilient-scorer.ts');
  const { errorTypeOf } = await import('../telemetry/error-type-of.ts');
  const error = await errorOfAnotherCopy();
  let tries = 0;
  const score = async () => {
    tries += 1;
    throw error;
  };
  const scorer = resilientScorer({ modelId: 'fake', score }, { retries: 2, backoffMs: 0 });
  await expect(scorer.score({ query: 'apples', passages: ['red'] })).rejects.toBe(error);
  expect(tries).toBe(3);
  expect(errorTypeOf(error)).toBe('backend_connection');
});
