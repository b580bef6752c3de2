import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { InterruptedError } from '../errors/interrupted-error.ts';
import { GOLDEN_PAIRS } from '../doctor/model/golden-pairs.ts';
import { runCommand } from '../testing/run-command.ts';
import { serveFakeVllm } from '../testing/serve-fake-vllm.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const SHORT = ['--callers', '1,2', '--candidates', '5', '--seconds', '1'];

describe('lb-rerank bench', () => {
  test('measures each number of callers with the cache off, then on', async () => {
    const url = await serveFakeVllm();
    const { exitCode, stdout } = await runCommand([
      'bench',
      '--url',
      url,
      '--format=json',
      ...SHORT,
      '--seconds',
      '2',
    ]);
    const { location, steps, origin, model, warmUp } = JSON.parse(stdout);
    expect(location).toBe(url);
    expect(model).toEqual({ id: 'lb', location: url, kind: 'lb-reranker' });
    expect(origin.machine).toMatch(/^\d+ × .+, \d+ GiB, Node\.js \d+\./);
    expect(origin.command).toContain(`lb-rerank bench --url ${url} --format=json`);
    expect(Date.now() - Date.parse(origin.madeAt)).toBeLessThan(90_000);
    expect(warmUp).toEqual({ answered: 1, failed: 0, pairs: 5, slowestMs: expect.any(Number) });
    expect(
      steps.map(({ callers, cache }: { callers: number; cache: string }) => [callers, cache]),
    ).toEqual([
      [1, 'off'],
      [2, 'off'],
      [1, 'on'],
      [2, 'on'],
    ]);
    for (const step of steps) {
      expect(step.failed).toBe(0);
      expect(step.pairsPerSecond).toBeCloseTo(step.requestsPerSecond * 5, 6);
      expect(step.tokensPerSecond).toBeGreaterThan(0);
      expect(step.latencyMs.p50).toBeGreaterThan(0);
      expect(step.latencyMs.p99).toBeGreaterThanOrEqual(step.latencyMs.p50);
    }
    expect(steps[0].cacheHitRate).toBe(0);
    // The fewer requests a busy machine bears, the fewer of them repeat.
    expect(steps[2].cacheHitRate).toBeGreaterThan(0);
    expect(exitCode).toBe(0);
  }, 90_000);

  test('prints a table and a chart, without colours where there is no terminal', async () => {
    const url = await serveFakeVllm();
    const args = ['bench', '--url', url, '--cache-runs', 'off', ...SHORT];
    const { stdout, stderr } = await runCommand(args);
    const [command, origin, model, warmUp] = stdout.split('\n');
    expect(command).toBe(`lb-rerank bench --url ${url} --cache-runs off ${SHORT.join(' ')}`);
    expect(origin).toMatch(
      /^\d{4}-\d\d-\d\d \d\d:\d\d UTC, lb-rerank \d+\.\d+\.\d+\S*, \d+ × .+, \d+ GiB, Node\.js \d+\./,
    );
    expect(model).toBe(`model    lb at ${url}`);
    expect(warmUp).toMatch(/^warm-up {2}1 request of 5 pairs in \d+ ms, in no figure below$/);
    expect(stdout).toMatch(/callers {2}cache {2}requests\/s.*\n +1 {2}off .*\n +2 {2}off /);
    expect(stdout).toContain('pairs/s by callers, cache off');
    expect(stdout).not.toContain('cache on');
    expect(stdout + stderr).not.toContain('\u001B');
  }, 30_000);

  test('warms up each server and says how many do not answer', async () => {
    const url = await serveFakeVllm();
    const urls = [url, await serveFakeVllm(), 'http://127.0.0.1:9/v1'];
    const args = ['bench', '--url', ...urls, '--cache-runs', 'off', ...SHORT];
    const { exitCode, stdout } = await runCommand(args);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`model    lb at ${urls.join(', ')}\n`);
    expect(stdout).toMatch(
      /warm-up {2}2 requests, one a server, of 5 pairs in \d+ ms, .*; 1 of 3 servers did not answer\n/,
    );
  }, 30_000);

  test.each([
    [
      'the stand-in',
      GOLDEN_PAIRS.map(({ standInScore }) => standInScore),
      'stand-in',
      ', a stand-in and not the LB Reranker',
    ],
    ['the LB Reranker', GOLDEN_PAIRS.map(({ score }) => score), 'lb-reranker', ''],
    ['another model', [4.5, 4, 4], 'other', ', which does not answer as the LB Reranker does'],
  ])(
    'says that the figures are those of %s',
    async (_, scores, kind, says) => {
      const url = await serveFakeVllm({ scores });
      const short = [
        '--callers',
        '1',
        '--candidates',
        '1',
        '--seconds',
        '1',
        '--cache-runs',
        'off',
      ];
      const args = ['bench', '--url', url, ...short];
      const { stdout } = await runCommand(args);
      expect(stdout.split('\n')[2]).toBe(`model    lb at ${url}${says}`);
      const json = JSON.parse((await runCommand([...args, '--format', 'json'])).stdout);
      expect(json).toMatchObject({
        location: url,
        isStandIn: kind === 'stand-in',
        model: { kind },
      });
    },
    30_000,
  );

  test("takes texts of one's own, and names the line that is something else", async () => {
    const folder = await temporaryFolder();
    const url = await serveFakeVllm();
    const path = join(folder, 'searches.jsonl');
    const args = ['bench', '--url', url, '--input', path, '--format=json', ...SHORT];
    const good = JSON.stringify({ query: 'apples', passages: ['a', 'b', 'c'] });
    const named = JSON.stringify({ search: { words: 'apples' }, found: ['a', 'b', 'c'] });
    for (const [line, fields] of [
      [good, []],
      [named, ['--query-field', 'search.words', '--passage-field', 'found']],
    ] as const) {
      await writeFile(path, `${line}\n`);
      const { steps } = JSON.parse((await runCommand([...args, ...fields])).stdout);
      expect(steps[0].pairsPerSecond).toBeCloseTo(steps[0].requestsPerSecond * 3, 6);
    }

    await writeFile(path, `${good}\n\n{"query": "apples"}\n`);
    const { exitCode, stderr } = await runCommand(args);
    expect(stderr).toBe(`lb-rerank: ${path}:3 passages must be an array; its fields are "query"\n`);
    expect(exitCode).toBe(2);
  }, 30_000);

  test('finds texts in the folder that it runs in, also with separators inside of them', async () => {
    const folder = await temporaryFolder();
    const line = JSON.stringify({ query: 'apples', passages: ['one\u2028two'] });
    await writeFile(join(folder, 'searches.jsonl'), `${line}\n`);
    const args = ['bench', '--url', await serveFakeVllm(), '--input', 'searches.jsonl'];
    const short = ['--callers', '1', '--seconds', '1', '--cache-runs', 'off'];
    expect(await runCommand([...args, ...short], { folder })).toMatchObject({ exitCode: 0 });
  });

  test('ends with exit code 3 where no request is answered', async () => {
    const { exitCode, stdout, stderr } = await runCommand([
      'bench',
      '--url',
      'http://127.0.0.1:9/v1',
      ...SHORT,
    ]);
    expect(stderr).toContain('http://127.0.0.1:9/v1: cannot be reached');
    expect(stdout).toBe('');
    expect(exitCode).toBe(3);
  });

  test('names an input file that does not exist', async () => {
    const { exitCode, stderr } = await runCommand(['bench', '--input', '/nowhere.jsonl']);
    expect(stderr).toBe('lb-rerank: --input /nowhere.jsonl: there is no file /nowhere.jsonl\n');
    expect(exitCode).toBe(4);
  });

  test('stops at once when it is interrupted', async () => {
    const stop = new AbortController();
    const url = await serveFakeVllm();
    const running = runCommand(['bench', '--url', url, '--seconds', '60'], { signal: stop.signal });
    setTimeout(() => stop.abort(new InterruptedError('SIGINT')), 300);
    const { exitCode, stderr } = await running;
    expect(stderr).toContain('stopped by SIGINT');
    expect(exitCode).toBe(130);
  });

  test.each([
    ['--callers', '1,none'],
    ['--candidates', '0'],
    ['--seconds', '-1'],
  ])('refuses %s %s', async (flag, value) => {
    const { exitCode, stderr } = await runCommand(['bench', flag, value]);
    expect(stderr).toContain('must be a whole number of 1 or more');
    expect(exitCode).toBe(2);
  });
});
