import { monitorEventLoopDelay } from 'node:perf_hooks';
import { expect, test, vi } from 'vitest';
import { startTokenizer } from './own-tokenizer.ts';

test('loads and counts without holding the event loop', async () => {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const tokenizer = startTokenizer();
  expect(tokenizer.count).toBeUndefined();
  await vi.waitFor(() => expect(tokenizer.count).toBeDefined(), 20_000);
  const counts = await Promise.all(
    [' word'.repeat(1000), '', '苹果'].map((text) => tokenizer.count!(text)),
  );
  delay.disable();
  expect(counts).toEqual([1000, 0, 1]);
  // In this thread loading alone takes more than a second.
  expect(delay.max / 1e6).toBeLessThan(500);
});
