import { Client as ElasticsearchClient } from '@elastic/elasticsearch';
import { Client as OpensearchClient } from '@opensearch-project/opensearch';
import { describeWith } from '@lb-rerank/test-engines/needs';
import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { indexOrchard, type Orchard } from '../../data/index-orchard.ts';
import { type BareClient, expectPromiseKept } from '../../expectations/expect-promise-kept.ts';
import { randomCalls } from '../../requests/random-searches.ts';

const CASES = 500;
/** The same searches each time, unless another seed is given. */
const SEED = Number(process.env['LB_RERANK_TEST_SEED'] ?? 15);

const ENGINES = [
  {
    engine: 'elasticsearch',
    place: 'among parameters',
    clientOf: (node: string) => new ElasticsearchClient({ node }),
  },
  {
    engine: 'opensearch',
    place: 'under body',
    clientOf: (node: string) => new OpensearchClient({ node }),
  },
] as const;

for (const { engine, place, clientOf } of ENGINES) {
  describeWith(`searches through a wrapped client of ${engine}`, [engine], ({ [engine]: url }) => {
    const client = clientOf(url) as unknown as BareClient['client'] & { close(): Promise<void> };
    let orchard: Orchard;

    beforeAll(async () => {
      orchard = await indexOrchard(url, `orchard-${process.pid}`);
      return async () => {
        await orchard.clear();
        await client.close();
      };
    });

    test(`are answered with the bare client's documents, or with why not (${CASES} random cases, seed ${SEED})`, async () => {
      const outcomes = new Map<string, number>();
      await fc.assert(
        fc.asyncProperty(randomCalls, async (call) => {
          const found = await expectPromiseKept(call, { client, place, ...orchard });
          for (const outcome of found) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        }),
        { numRuns: CASES, seed: SEED },
      );
      console.log(`seed ${SEED}:`, Object.fromEntries(outcomes));
      // Were most of them refused by the engine, or left alone, little would have been tried.
      expect(outcomes.get('reranked')).toBeGreaterThan(CASES / 5);
      expect([...outcomes.keys()]).toEqual(
        expect.arrayContaining(['none', 'skipped', 'unscored', 'fallback', 'refused']),
      );
    }, 600_000);
  });
}
