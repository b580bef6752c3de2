import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { PromptLimits } from '../scorer/prompt-limits.ts';
import { sharedLimits } from './shared-limits.ts';

type Way = 'answers' | 'fails' | 'hangs';

/** Limits of a backend that can fail or hang, and the number of its questions. */
function backendOf(contextTokens: number, way: Way = 'answers') {
  const backend = { way, asked: 0 };
  const answer = async (value: number, signal?: AbortSignal) => {
    backend.asked += 1;
    if (backend.way === 'fails') throw new Error(`${contextTokens} is away`);
    if (backend.way === 'hangs') await delay(60_000, undefined, { signal });
    return value;
  };
  const limits: PromptLimits = {
    contextTokens: async (signal) => answer(contextTokens, signal),
    countTokens: async (text, signal) => answer(text.length, signal),
    refusesTooLong: true,
  };
  return { backend, limits };
}

describe('sharedLimits', () => {
  test('asks one backend as long as it answers', async () => {
    const [first, second] = [backendOf(100), backendOf(200)];
    const limits = sharedLimits([first.limits, second.limits]);
    expect(await limits.contextTokens()).toBe(100);
    expect(await limits.countTokens('four')).toBe(4);
    expect([first.backend.asked, second.backend.asked]).toEqual([2, 0]);
  });

  test.each(['fails', 'hangs'] as const)(
    'asks the next where one %s, and then that one first',
    async (way) => {
      const [first, second] = [backendOf(100, way), backendOf(200)];
      const limits = sharedLimits([first.limits, second.limits]);
      expect(await limits.contextTokens()).toBe(200);
      expect(await limits.countTokens('four')).toBe(4);
      expect([first.backend.asked, second.backend.asked]).toEqual([1, 2]);
    },
  );

  test('tells the last error where all fail', async () => {
    const limits = sharedLimits([backendOf(100, 'fails').limits, backendOf(200, 'fails').limits]);
    await expect(limits.contextTokens()).rejects.toThrow('200 is away');
  });

  test("ends with the caller's reason", async () => {
    const limits = sharedLimits([backendOf(100, 'hangs').limits, backendOf(200, 'hangs').limits]);
    const asking = limits.countTokens('any', AbortSignal.timeout(20));
    await expect(asking).rejects.toThrow(expect.objectContaining({ name: 'TimeoutError' }));
  });

  test('refuses too long prompts only where all backends do', () => {
    const [one, other] = [backendOf(1).limits, { ...backendOf(2).limits, refusesTooLong: false }];
    expect(sharedLimits([one, one]).refusesTooLong).toBe(true);
    expect(sharedLimits([one, other]).refusesTooLong).toBe(false);
  });
});
