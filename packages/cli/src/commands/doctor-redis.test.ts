import { describe, expect, test } from 'vitest';
import { findSilentAddress } from '../testing/find-silent-address.ts';
import { runCommand } from '../testing/run-command.ts';
import { serve } from '../testing/serve.ts';
import { serveFakeRedis } from '../testing/serve-fake-redis.ts';
import { serveFakeVllm } from '../testing/serve-fake-vllm.ts';

/** Runs doctor with a Redis, and gives what it found about that. */
async function examined(redis: string) {
  const { exitCode, stdout } = await runCommand(
    ['doctor', '--quick', '--format=json', '--url', await serveFakeVllm()],
    { environment: { LB_RERANK_REDIS: redis, LB_RERANK_REQUEST_TIMEOUT_MS: '300' } },
  );
  return { exitCode, stdout, seen: JSON.parse(stdout).subjects[1] };
}

const infoOf = (...lines: string[]) => ['# Server', ...lines].join('\r\n');

describe('lb-rerank doctor, of Redis', () => {
  test.each([
    [
      'Valkey that forgets what was not asked for',
      ['valkey_version:8.1.1', 'maxmemory:100000000', 'maxmemory_policy:allkeys-lru'],
      /^Valkey 8\.1\.1, answers in \d+ ms$/,
      { status: 'ok', says: 'at most 100 MB, policy allkeys-lru' },
    ],
    [
      'Redis without a limit',
      ['redis_version:7.0.15', 'maxmemory:0', 'maxmemory_policy:noeviction'],
      /^Redis 7\.0\.15, /,
      { status: 'warning', remedy: expect.stringContaining('allkeys-lru') },
    ],
    [
      'Redis that takes nothing any more once it is full',
      ['redis_version:7.0.15', 'maxmemory:100000000', 'maxmemory_policy:noeviction'],
      /^Redis 7\.0\.15, /,
      { status: 'warning', says: expect.stringContaining('takes no further score') },
    ],
    [
      'Redis that tells nothing of its memory',
      ['redis_version:7.0.15'],
      /^Redis 7\.0\.15, /,
      { status: 'skipped' },
    ],
  ])('sees %s', async (_, lines, says, memory) => {
    const redis = await serveFakeRedis(infoOf(...lines));
    const { seen } = await examined(redis);
    expect(seen.subject).toBe(`shared cache ${redis}`);
    expect(seen.findings).toMatchObject([
      { title: 'reachable', status: 'ok', says: expect.stringMatching(says) },
      { title: 'memory', ...memory },
    ]);
  });

  test.each([
    [
      'is away',
      async () => (await findSilentAddress()).replace('http', 'redis'),
      'cannot be reached (ECONNREFUSED)',
      'nothing listens there',
    ],
    [
      'lets us in by a password only',
      () => serveFakeRedis(new Error('NOAUTH Authentication required.')),
      'answers NOAUTH',
      'LB_RERANK_REDIS',
    ],
    [
      'is a web server',
      async () => (await serve(() => {})).replace('http', 'redis'),
      'gives no answer of Redis',
      'see that Redis or Valkey listens there',
    ],
    [
      'is something else that answers',
      () => serveFakeRedis('pears:1'),
      'gives no answer of Redis',
      'see that Redis or Valkey listens there',
    ],
  ])('says that it %s, and what to do', async (_, start, says, remedy) => {
    const redis = await start();
    const { exitCode, seen } = await examined(redis);
    expect(seen.findings).toMatchObject([
      {
        title: 'reachable',
        status: 'problem',
        says: `${redis} ${says}; meanwhile scores are not shared`,
        remedy: expect.stringContaining(remedy),
      },
      { title: 'the rest', status: 'skipped' },
    ]);
    expect(exitCode).toBe(1);
  });

  test('never shows the password', async () => {
    const redis = await serveFakeRedis(new Error('WRONGPASS swordfish'));
    const { stdout } = await examined(redis.replace('//', '//user:swordfish@'));
    expect(stdout).toContain(`${redis} answers WRONGPASS`);
    expect(stdout).not.toContain('swordfish');
  });
});
