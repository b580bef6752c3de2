import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { describeWith } from '@lb-rerank/test-engines/needs';

const DEMO = join(import.meta.dirname, '../../../examples/demo/demo.ts');

async function demo(args: string[], env: Record<string, string>) {
  const { stdout } = await execa(process.execPath, [DEMO, ...args], { env });
  return {
    stdout,
    closing: JSON.parse(stdout.trim().split('\n').at(-1)!) as Record<string, unknown>,
  };
}

test('the demo measures before and after on the bundled model, and closes with JSON', async () => {
  const { stdout, closing } = await demo([], { LB_RERANK_OFFLINE: '1' });
  expect(closing).toMatchObject({
    model: expect.stringContaining('mini'),
    queries: expect.any(Number),
    pairs: expect.any(Number),
    ndcg10: { before: expect.any(Number), after: expect.any(Number) },
    pairsPerSecond: expect.any(Number),
  });
  expect(closing['queries']).toBeGreaterThanOrEqual(20);
  expect(closing['pairs']).toBeGreaterThanOrEqual(500);
  expect(stdout).toMatch(/stand-in/i);
}, 300_000);

describeWith('the demo on a vLLM server', ['vllm'], ({ vllm }) => {
  test("answers the user's own query", async () => {
    const { stdout, closing } = await demo(['do vitamins prevent cancer?'], {
      LB_RERANK_URL: `${vllm}/v1`,
      LB_RERANK_VLLM_MODEL: 'lb-reranker',
    });
    expect(closing).toMatchObject({ model: 'lb-reranker', queries: 1 });
    expect(stdout).toContain('do vitamins prevent cancer?');
  });
});
