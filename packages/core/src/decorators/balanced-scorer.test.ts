import { describe, expect, test } from 'vitest';
import { BackendConnectionError } from '../errors/backend-connection-error.ts';
import { BackendOutputError } from '../errors/backend-output-error.ts';
import { expectedScore } from '../score/expected-score.ts';
import { fakeScorer } from '../testing/fake-scorer.ts';
import { scorerContract } from '../testing/scorer-contract.ts';
import { balancedScorer } from './balanced-scorer.ts';

const down = () => {
  throw new BackendConnectionError({ url: 'here' });
};
const queries = Array.from({ length: 60 }, (_, n) => `query ${n}`);

describe('balancedScorer', () => {
  scorerContract(() => balancedScorer([fakeScorer((passage) => 1 + (passage.length % 6))]));

  test('gives a query to the same endpoint each time, and queries to all of them', async () => {
    const endpoints = [1, 2, 3].map(() => fakeScorer(Number));
    const scorer = balancedScorer(endpoints);
    for (const query of [...queries, ...queries]) await scorer.score({ query, passages: ['3'] });
    const ofEndpoint = endpoints.map(({ requests }) => new Set(requests.map(({ query }) => query)));
    expect(ofEndpoint.reduce((sum, { size }) => sum + size, 0)).toBe(queries.length);
    expect(Math.min(...ofEndpoint.map(({ size }) => size))).toBeGreaterThan(5);
  });

  test('sends a query elsewhere when its own endpoint is much busier', async () => {
    const endpoints = [1, 2].map(() => fakeScorer(() => new Promise<number>(() => {})));
    const scorer = balancedScorer(endpoints, { slack: 2 });
    for (let n = 0; n < 10; n += 1) void scorer.score({ query: 'one', passages: ['3'] });
    await Promise.resolve();
    const loads = endpoints.map(({ requests }) => requests.length);
    expect(Math.abs(loads[0]! - loads[1]!)).toBeLessThanOrEqual(3);
  });

  test.each([
    ['model', { modelId: 'other' }],
    ['revision', { modelId: 'fake', revision: '2' }],
  ])('mixes in no score of an endpoint with another %s', async (_, other) => {
    const odd = { ...fakeScorer(() => 7), ...other };
    const scorer = balancedScorer([{ ...fakeScorer(() => 2), revision: '1' }, odd], {
      slack: 1000,
    });
    const levels = new Set<number>();
    for (const query of queries) {
      const answer = await scorer.score({ query, passages: ['a'] }).catch(() => []);
      for (const probabilities of answer) levels.add(expectedScore(probabilities));
    }
    expect(levels.size).toBe(1);
  });

  test('names both models where the endpoint that answered first is away', async () => {
    let away: 'one' | 'two' = 'two';
    const endpoint = (name: 'one' | 'two') => fakeScorer(() => (away === name ? down() : 2), name);
    const scorer = balancedScorer([endpoint('one'), endpoint('two')], { ejectMs: 1 });
    await scorer.score({ query: 'any', passages: ['a'] });
    away = 'one';
    const messages = new Set<string>();
    for (const query of queries) {
      const scoring = scorer.score({ query, passages: ['a'] });
      messages.add(
        await scoring.then(
          () => 'scored',
          (error: unknown) => String(error),
        ),
      );
    }
    expect(messages).not.toContain('scored');
    expect([...messages].join()).toMatch(/model two is not one, which another/);
  });

  test('asks the others while the one that answered first is away and does not know its model any more', async () => {
    let isAway = false;
    const first = fakeScorer(() => (isAway ? down() : 2), 'served');
    const forgetful = Object.defineProperty(first, 'modelId', {
      get: () => (isAway ? 'the default' : 'served'),
    });
    const scorer = balancedScorer([forgetful, fakeScorer(() => 2, 'served')], { ejectMs: 1 });
    for (const query of queries) await scorer.score({ query, passages: ['a'] });
    isAway = true;
    for (const query of queries) {
      await expect(scorer.score({ query, passages: ['a'] })).resolves.toHaveLength(1);
    }
  });

  test('is known by the endpoint that has answered where the first has not', async () => {
    const [first, second] = [fakeScorer(down, 'the default'), fakeScorer(() => 2, 'served')];
    const scorer = balancedScorer([first, { ...second, revision: '1' }]);
    await scorer.score({ query: 'any', passages: ['a'] });
    expect([scorer.modelId, scorer.revision]).toEqual(['served', '1']);
  });

  test('leaves a failing endpoint out and takes it back in', async () => {
    let isDown = true;
    const sick = fakeScorer((passage) => (isDown ? down() : Number(passage)));
    const scorer = balancedScorer([sick, fakeScorer(Number)], { ejectMs: 30 });
    for (const query of queries) await scorer.score({ query, passages: ['3'] });
    expect(sick.requests).toHaveLength(1);
    isDown = false;
    await new Promise((resolve) => setTimeout(resolve, 40));
    for (const query of queries) await scorer.score({ query, passages: ['3'] });
    expect(sick.requests.length).toBeGreaterThan(5);
  });

  test('fails with the last error when all endpoints are down', async () => {
    const scorer = balancedScorer([fakeScorer(down), fakeScorer(down)]);
    const scoring = scorer.score({ query: 'one', passages: ['3'] });
    await expect(scoring).rejects.toMatchObject({ code: 'backend_connection' });
  });

  test('says of the last endpoint why none tells which model it has', async () => {
    const away = (port: number) => {
      const asked = async () => {
        throw new BackendConnectionError({ url: `http://127.0.0.1:${port}/v1` });
      };
      return { ...fakeScorer(down), identify: asked, findModelKind: asked };
    };
    const scorer = balancedScorer([away(1), away(2)]);
    const error = { code: 'backend_connection', url: 'http://127.0.0.1:2/v1' };
    await expect(scorer.findModelKind?.()).rejects.toMatchObject(error);
    await expect(scorer.identify?.()).rejects.toMatchObject(error);
  });

  test('does not hide a wrong model behind another endpoint', async () => {
    const wrong = fakeScorer(() => {
      throw new BackendOutputError({ url: 'here', modelId: 'x', problem: 'is odd' });
    });
    const scoring = balancedScorer([wrong, wrong]).score({ query: 'one', passages: ['3'] });
    await expect(scoring).rejects.toMatchObject({ code: 'backend_output' });
    expect(wrong.requests).toHaveLength(1);
  });

  test('wants at least one endpoint', () => {
    expect(() => balancedScorer([])).toThrow(/scorers/);
  });
});
