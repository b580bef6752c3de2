import { expect, test } from 'vitest';
import { askBare } from './ask-engine.ts';

const reason = new Error('gone');

test('asks nothing where the signal has aborted before', async () => {
  let asked = false;
  const asking = askBare(AbortSignal.abort(reason), async () => {
    asked = true;
  });
  await expect(asking).rejects.toBe(reason);
  expect(asked).toBe(false);
});

test('rejects as soon as the signal aborts, and drops the late failure', async () => {
  const late = Promise.withResolvers<never>();
  const caller = new AbortController();
  const asking = askBare(caller.signal, () => late.promise);
  caller.abort(reason);
  await expect(asking).rejects.toBe(reason);
  late.reject(new Error('too late to matter'));
});
