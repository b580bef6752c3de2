import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sendJson, serveFaults } from '@lb-rerank/core/testing';
import { execa } from 'execa';
import { beforeAll, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
const COMMAND = join(ROOT, 'packages/cli/src/bin.ts');
/** 40 queries over 600 abstracts. */
const COLLECTION = join(ROOT, 'examples/demo/collection');
const DEPTH = 25;

/** Stands in for vLLM: every prompt has probabilities of its own, which the test's own process can count. */
let server: Awaited<ReturnType<typeof serveFaults>>;
let folder: string;
let answered: string[] = [];
let onAnswer = () => {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lb-rerank-killed-'));
  server = await serveFaults(({ path, body: { input = [] }, response }) => {
    if (path !== '/classify') {
      sendJson(response, { error: { message: 'not found' } }, 404);
      return;
    }
    answered.push(...input);
    const data = input.map((prompt, index) => ({ index, probs: probabilitiesOf(prompt) }));
    // Long enough that a kill meets requests in flight.
    void sleep(15).then(() => sendJson(response, { data }));
    onAnswer();
  });
  return async () => {
    await server[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  };
});

function probabilitiesOf(prompt: string): number[] {
  const weights = [1, 2, 3, 4, 5, 6, 7].map(
    (level) => 1 + ((prompt.length * level * 7919 + prompt.charCodeAt(prompt.length - 60)) % 97),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** Runs the evaluation, killed once so many prompts were asked; gives the signal or exit code that ended it. */
async function evaluate(out: string, killAt = Infinity): Promise<string | number | undefined> {
  answered = [];
  const flags = ['--depth', `${DEPTH}`, '--depths', '10,25', '--out', join(folder, out)];
  const running = execa(
    process.execPath,
    [COMMAND, 'eval', COLLECTION, '--url', server.baseURL, ...flags],
    { reject: false },
  );
  onAnswer = () => {
    if (answered.length >= killAt) running.kill('SIGKILL');
  };
  const { signal, exitCode } = await running;
  return signal ?? exitCode;
}

async function pairsIn(out: string): Promise<string[]> {
  const path = join(folder, out, 'collection/lb-reranker.jsonl');
  if (!existsSync(path)) return [];
  // Behind the last line end stands what the kill broke off.
  return (await readFile(path, 'utf8')).split('\n').slice(0, -1);
}

test('gives the same bytes as a run that was never stopped, and no pair twice, after five kills', async () => {
  expect(await evaluate('whole')).toBe(0);
  const total = (await pairsIn('whole')).length;
  expect(total).toBeGreaterThan(900);

  for (let kill = 0; kill < 5; kill += 1) {
    const known = (await pairsIn('killed')).length;
    const left = total - known;
    const killAt = 2 + Math.floor(Math.random() * Math.min(left - 20, 250));
    expect(await evaluate('killed', killAt)).toBe('SIGKILL');
  }
  const known = await pairsIn('killed');
  expect(await evaluate('killed')).toBe(0);
  // The one more is the question whether the server has this mode.
  expect(answered).toHaveLength(total - known.length + 1);

  const keys = (await pairsIn('killed')).map((line) => (JSON.parse(line) as { key: string }).key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys).toHaveLength(total);
  const files = ['results.json', 'collection/lb-reranker.run', 'collection/MiniSearch.run'];
  const bytesOf = (out: string) =>
    Promise.all(files.map((file) => readFile(join(folder, out, file), 'base64')));
  expect(await bytesOf('killed')).toEqual(await bytesOf('whole'));
});
