import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import type { LoadStep } from './load-step.ts';
import { writeLoad } from './write-load.ts';

const stepOf = (callers: number, requests: number): LoadStep => ({
  callers,
  cache: 'off',
  requests,
  failed: 0,
  requestsPerSecond: requests / 5,
  pairsPerSecond: requests * 4,
  tokensPerSecond: null,
  latencyMs: { p50: 10, p95: 20, p99: 30 },
  cacheHitRate: 0,
});

async function written(steps: readonly LoadStep[]): Promise<string> {
  const stdout = new PassThrough();
  writeLoad(steps, stdout);
  stdout.end();
  return text(stdout);
}

test('a step of few requests is marked, since its percentiles are those of one sample or two', async () => {
  const shown = await written([stepOf(1, 1), stepOf(2, 20)]);
  expect(shown).toMatch(/ known {2}failed {2}requests\n +1 {2}off .* 1\*\n +2 {2}off .* 20 ?\n/);
  expect(shown).toContain(
    '* fewer than 20 requests, too few for percentiles; --seconds takes more',
  );
  expect(await written([stepOf(2, 20)])).not.toContain('*');
});
