import { expect, test } from 'vitest';
import { redisLine } from './redis-line.ts';

const place = 'redis://cache:6379';
const running = new AbortController().signal;
const forEver = new Promise<boolean>(() => {});
const AWAY =
  '  redis    redis://cache:6379 does not answer yet: scores stay in this process; `lb-rerank doctor` looks at the set-up\n';

test.each([
  ['answers', Promise.resolve(true), '  redis    redis://cache:6379 answers: scores are shared\n'],
  ['is away', Promise.resolve(false), AWAY],
  ['says nothing', forEver, AWAY],
])('the line of a Redis that %s says so', async (_, answers, line) => {
  expect(await redisLine({ place, answers }, running, 20)).toBe(line);
});

test('there is no line where there is no Redis, or where the gateway was stopped before', async () => {
  expect(await redisLine(undefined, running)).toBe('');
  expect(await redisLine({ place, answers: forEver }, AbortSignal.abort())).toBe('');
});
