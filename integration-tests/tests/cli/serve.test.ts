import { once } from 'node:events';
import { createClient } from '@keyv/redis';
import { expect, test } from 'vitest';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { redis } from '@lb-rerank/test-engines/redis';
import { resolveEngine } from '@lb-rerank/test-engines/machinery';
import { lbRerank } from '../../setup/lb-rerank.ts';

describeWith('lb-rerank serve', ['vllm'], ({ vllm }) => {
  /** A gateway in a process of its own, on a free port. */
  async function serve(environment: Record<string, string> = {}) {
    const args = ['serve', '--url', `${vllm}/v1`, '--port', '0', '--log-level', 'silent'];
    const running = lbRerank(args, environment);
    const [line] = (await once(running.stderr, 'data')) as [Buffer];
    const [, address = ''] = / at (http\S+)/.exec(line.toString()) ?? [];
    return {
      async ask(query: string) {
        const response = await fetch(`${address}/v2/rerank`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query, documents: ['Apples are red.', 'Rain is wet.'] }),
        });
        return { status: response.status, outcome: response.headers.get('x-rerank-outcome') };
      },
      async cachedPairs() {
        const metrics = await (await fetch(`${address}/metrics`)).text();
        return Number(
          /lb_rerank_pairs_total\{result="cached"[^}]*\} (\d+)/.exec(metrics)?.[1] ?? 0,
        );
      },
      async stop() {
        running.kill('SIGTERM');
        return (await running).exitCode;
      },
    };
  }

  const RERANKED = { status: 200, outcome: 'reranked' };

  test('serves a real model until SIGTERM, which is no failure', async () => {
    const gateway = await serve();
    expect(await gateway.ask('apples')).toEqual(RERANKED);
    expect(await gateway.stop()).toBe(0);
  });

  describeWith('beside others', ['redis'], () => {
    test('shares scores with them through Redis, and does without when it is gone', async () => {
      const engine = await resolveEngine(redis());
      try {
        const [first, second] = await Promise.all([
          serve({ LB_RERANK_REDIS: engine.url }),
          serve({ LB_RERANK_REDIS: engine.url }),
        ]);
        let asked = 0;
        // On a busy machine a lookup can be too late to be waited for; the next is not.
        const cachedInSecond = async () => {
          const query = `apples ${process.pid} ${(asked += 1)}`;
          expect(await first.ask(query)).toEqual(RERANKED);
          expect(await second.ask(query)).toEqual(RERANKED);
          return second.cachedPairs();
        };
        await expect.poll(cachedInSecond, { timeout: 30_000 }).toBeGreaterThanOrEqual(2);

        const client = createClient({ url: engine.url });
        await client.connect();
        const [key] = await client.keys('*lb-rerank*');
        const daysLeft = (await client.pTTL(key!)) / 86_400_000;
        client.destroy();
        expect(daysLeft).toBeGreaterThan(6.9);
        expect(daysLeft).toBeLessThanOrEqual(7);

        if (engine.origin === 'process') await engine.kill();
        expect(await second.ask('apples without Redis')).toEqual(RERANKED);
        expect([await first.stop(), await second.stop()]).toEqual([0, 0]);
      } finally {
        await engine.stop();
      }
    });
  });
});
