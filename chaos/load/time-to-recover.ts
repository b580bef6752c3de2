import { setTimeout as delay } from 'node:timers/promises';
import { documentText, queryText, type Tenant, TENANTS } from '../pairs/texts.ts';
import { callGateway, type Scene } from './call-gateway.ts';
import type { Searcher } from './create-searcher.ts';
import { SPOKEN_DIALECTS } from '../wire/dialects.ts';
import { newQuery } from './draw-call.ts';

const ASK_AGAIN_MS = 50;
const LONGEST_MS = 60_000;

/** Asks for what no cache knows, for both callers and by a search, until all are answered in full. Resolves to the milliseconds. */
export async function timeToRecover(scene: Scene, searcher: Searcher): Promise<number> {
  const startedAt = performance.now();
  await Promise.all([
    ...TENANTS.map((tenant) => until(() => askFor(scene, tenant))),
    until(() => searcher.search('north', newQuery())),
  ]);
  return performance.now() - startedAt;

  async function until(ask: () => Promise<boolean>): Promise<void> {
    while (!(await ask()) && performance.now() - startedAt < LONGEST_MS) await delay(ASK_AGAIN_MS);
  }
}

async function askFor(scene: Scene, tenant: Tenant): Promise<boolean> {
  return callGateway(scene, {
    tenant,
    dialect: SPOKEN_DIALECTS.find(({ name }) => name === 'cohere-v2')!,
    question: {
      query: queryText(tenant, newQuery()),
      documents: [1, 2, 3].map((number) => documentText(tenant, number)),
      topN: undefined,
    },
    deadlineMs: 5000,
    onFailure: 'error',
  });
}
