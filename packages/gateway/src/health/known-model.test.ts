import type { ModelKind } from '@lb-rerank/core/backend';
import { createReranker, type Reranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { expect, test } from 'vitest';
import { gatewayOfLevels } from '../testing/gateway-of-levels.ts';
import { KnownModel } from './known-model.ts';

/** A reranker that says which model it is, when it is asked. */
function rerankerOf(findModelKind: () => Promise<ModelKind | undefined>): Reranker {
  return createReranker({ scorer: { ...fakeScorer(() => 4, 'lb'), findModelKind } });
}

test.each([
  ['lb-reranker', 'lightblue'],
  ['stand-in', 'lb-rerank (stand-in)'],
  ['other', 'unknown'],
] as const)('a model that answers as %s is owned by %s, whatever its name', async (kind, owner) => {
  const { app } = gatewayOfLevels(
    {},
    rerankerOf(async () => kind),
  );
  for (const path of ['/v1/models', '/voyage/v1/models']) {
    expect(await (await app.request(path)).json()).toMatchObject({
      data: [{ id: 'lb', owned_by: owner, lb_rerank: { model: kind } }],
    });
  }
  // Infinity's client takes no other owner.
  expect(await (await app.request('/infinity/models')).json()).toMatchObject({
    data: [{ owned_by: 'infinity', lb_rerank: { model: kind } }],
  });
});

test('asks the model once a minute, and again at once where it could not tell', async () => {
  let now = 0;
  const answers: (ModelKind | Error)[] = [new Error('away'), 'stand-in', 'lb-reranker'];
  const reranker = rerankerOf(async () => {
    const answer = answers.shift()!;
    if (answer instanceof Error) throw answer;
    return answer;
  });
  const model = new KnownModel(reranker, () => now);
  expect(await model.kind()).toBeUndefined();
  expect(await Promise.all([model.kind(), model.kind()])).toEqual(['stand-in', 'stand-in']);
  now += 59_999;
  expect(await model.kind()).toBe('stand-in');
  now += 1;
  expect(await model.kind()).toBe('lb-reranker');
  expect(answers).toEqual([]);
});

test('keeps nobody waiting for a model that does not answer, and knows it when it does', async () => {
  const { promise, resolve } = Promise.withResolvers<ModelKind>();
  const model = new KnownModel(rerankerOf(() => promise));
  expect(await model.kind()).toBeUndefined();
  resolve('stand-in');
  expect(await model.kind()).toBe('stand-in');
});
