import { afterEach, expect, test, vi } from 'vitest';
import { gatewayOfLevels } from '../testing/gateway-of-levels.ts';
import { postTo } from '../testing/post-to.ts';
import { createApiKey } from './create-api-key.ts';
import { Quotas } from './quotas.ts';

const { key, entry } = createApiKey('search');
const ofTen = { ...entry, pairsPerMinute: 10 };

/** Gives the status and the seconds to wait that a gateway answers so many documents with. */
async function answerTo(gateway: ReturnType<typeof gatewayOfLevels>, documents: number) {
  const asked = { query: 'q', documents: Array.from({ length: documents }, () => '1') };
  const { response } = await postTo(gateway, '/v2/rerank', asked, { 'x-api-key': key });
  return { status: response.status, waitS: Number(response.headers.get('retry-after')) };
}

afterEach(() => void vi.useRealTimers());

test('what fits a quota is taken among requests that come at once, whatever comes before it', async () => {
  const gateway = gatewayOfLevels({ keys: [ofTen] });
  const answers = await Promise.all([20, 20, 5, 20, 5, 1].map((n) => answerTo(gateway, n)));
  expect(answers.map(({ status }) => status)).toEqual([429, 429, 200, 429, 200, 429]);
});

test.each([
  ['back', -3_600_000],
  ['forward', 3_600_000],
])('a system clock that is set %s an hour changes no quota', async (_, step) => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const gateway = gatewayOfLevels({ keys: [ofTen] });
  expect(await answerTo(gateway, 10)).toMatchObject({ status: 200 });
  vi.setSystemTime(Date.now() + step);
  const { status, waitS } = await answerTo(gateway, 1);
  expect(status).toBe(429);
  expect(waitS).toBeGreaterThan(50);
  expect(waitS).toBeLessThanOrEqual(60);
});

test('a minute begins with what is taken first, and ends after sixty seconds', () => {
  let now = 5000;
  const quotas = new Quotas(() => now);
  expect(() => quotas.take(ofTen, 11)).toThrow('send fewer documents at once');
  now += 30_000;
  quotas.take(ofTen, 10);
  now += 59_999;
  expect(() => quotas.take(ofTen, 1)).toThrow(expect.objectContaining({ retryAfterMs: 1 }));
  now += 1;
  expect(() => quotas.take(ofTen, 10)).not.toThrow();
});
