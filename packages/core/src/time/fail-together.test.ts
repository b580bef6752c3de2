import { describe, expect, test } from 'vitest';
import { failTogether } from './fail-together.ts';
import { untilAborted } from './until-aborted.ts';

const never = (signal: AbortSignal) => untilAborted(new Promise<never>(() => {}), signal);

describe('failTogether', () => {
  test('resolves to what the work gives', async () => {
    expect(await failTogether(undefined, async () => 7)).toBe(7);
  });

  test('ends the other pieces with the first failure', async () => {
    const failure = new Error('the first');
    let sibling: Promise<never> | undefined;
    const working = failTogether(undefined, async (ended) => {
      sibling = never(ended);
      return Promise.all([sibling, Promise.reject(failure)]);
    });
    await expect(working).rejects.toBe(failure);
    await expect(sibling).rejects.toBe(failure);
  });

  test('ends all pieces by the abort of the caller, with its reason', async () => {
    const caller = new AbortController();
    const reason = new Error('the caller went away');
    const working = failTogether(caller.signal, async (ended) => {
      await never(ended).catch(() => {
        throw new Error('what came of it');
      });
    });
    caller.abort(reason);
    await expect(working).rejects.toBe(reason);
  });
});
