import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { expect, test } from 'vitest';
import type { GatewaySettings } from '../settings/gateway-settings.ts';
import { gatewayOfLevels } from '../testing/gateway-of-levels.ts';
import { postTo } from '../testing/post-to.ts';
import { createApiKey } from './create-api-key.ts';

const [search, batch] = [createApiKey('search'), createApiKey('batch')];
const keys = [search.entry, batch.entry];
const asked = { query: 'a secret question', documents: ['a', 'b'] };

/** Counts the passages that the model was asked for when each key has asked the same. */
async function askedOfModel(settings: GatewaySettings, atOnce: boolean) {
  const scorer = fakeScorer(() => 4, 'counted');
  const gateway = gatewayOfLevels({ keys, ...settings }, createReranker({ scorer }));
  const askBy = async (key: string) => {
    const { response } = await postTo(gateway, '/v2/rerank', asked, { 'x-api-key': key });
    expect(response.status).toBe(200);
  };
  const callers = [search.key, batch.key, search.key, batch.key];
  if (atOnce) await Promise.all(callers.map(askBy));
  else for (const key of callers) await askBy(key);
  return scorer.requests.flatMap(({ passages }) => passages).length;
}

test.each([false, true])(
  'a cache per key has no key find what another asked, at once: %s',
  async (atOnce) => {
    expect(await askedOfModel({ cachePerKey: true }, atOnce)).toBe(2 * asked.documents.length);
    expect(await askedOfModel({}, atOnce)).toBe(asked.documents.length);
  },
);
