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
  expect(answers.map(({ status }) => status)).toEqual([413, 413, 200, 413, 200, 429]);
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
  now += 30_000;
  quotas.take(ofTen, 10);
  now += 59_999;
  expect(() => quotas.take(ofTen, 1)).toThrow(expect.objectContaining({ retryAfterMs: 1 }));
  now += 1;
  expect(() => quotas.take(ofTen, 10)).not.toThrow();
});

test('what a whole minute does not hold is refused as too large, since no wait helps', async () => {
  const gateway = gatewayOfLevels({ keys: [ofTen] });
  const asked = { query: 'q', documents: Array.from({ length: 11 }, () => '1') };
  const { response, body } = await postTo(gateway, '/v2/rerank', asked, { 'x-api-key': key });
  expect(response.status).toBe(413);
  expect(response.headers.get('retry-after')).toBeNull();
  expect(response.headers.get('x-rerank-error')).toBe('too_large');
  expect(body).toMatchObject({
    message: expect.stringContaining('send fewer documents at once') as string,
  });
  expect(await answerTo(gateway, 10)).toMatchObject({ status: 200 });
});

test('a key that takes the place of another has what that one has left', () => {
  const quotas = new Quotas();
  quotas.take(ofTen, 6);
  const next = { ...createApiKey('search').entry, pairsPerMinute: 10 };
  expect(() => quotas.take(next, 5)).toThrow('more than 10 pairs in a minute');
  expect(() => quotas.take(next, 4)).not.toThrow();
  expect(() => quotas.take({ ...next, name: 'batch' }, 10)).not.toThrow();
});
