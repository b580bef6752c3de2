import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expectedScore } from '@lb-rerank/core';
import { lengthContract, scorerContract } from '@lb-rerank/core/testing';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { BUNDLED_MODEL } from '../bundled-model.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { createLocalScorer } from './create-local-scorer.ts';
import type { LocalScorer } from './local-scorer.ts';

const query = 'What is the scientific name of apples?';
const apple = 'An apple is a round, edible fruit produced by an apple tree (Malus domestica).';
const root = 'The square root of 999 is about 31.6.';

// Loading takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describe('the local scorer on ONNX Runtime', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let scorer: LocalScorer;
  const notices: string[] = [];
  const create = (contextSize?: number) =>
    createLocalScorer({
      modelPath: BUNDLED_MODEL,
      engine: 'onnxruntime',
      threads: 1,
      contextSize,
      environment: { LB_RERANK_CACHE: folder.path },
      onNotice: (line) => notices.push(line),
    });
  beforeAll(async () => {
    folder = await temporaryFolder();
    scorer = await create();
  });
  afterAll(async () => {
    await scorer.close();
    await folder[Symbol.asyncDispose]();
  });

  scorerContract(() => scorer);

  describe('with a context of 256 tokens', () => {
    let small: LocalScorer;
    beforeAll(async () => {
      small = await create(256);
    });
    afterAll(() => small.close());

    lengthContract(() => small);
  });

  test('gives the scores of llama.cpp, with and without what is known of the beginning, and over 512 tokens', async () => {
    await using llama = await createLocalScorer({ modelPath: BUNDLED_MODEL, gpu: false });
    const passages = [apple, root, `${root} `.repeat(30), `${apple} ${root} `.repeat(40)];
    const scores = await scorer.score({ query, passages });
    const again = await scorer.score({ query, passages: passages.toReversed() });
    const expected = await llama.score({ query, passages });
    for (const [index, probabilities] of expected.entries()) {
      expect(Math.abs(expectedScore(scores[index]!) - expectedScore(probabilities))).toBeLessThan(
        5e-2,
      );
      expect(again.at(-1 - index)).toEqual(scores[index]);
    }
  });

  test('keeps its scores under a name of their own', () => {
    expect(scorer.modelId).toMatch(/^lb-rerank-mini@[0-9a-f]{8}\+onnx$/);
    expect(scorer.isStandIn).toBe(true);
  });

  test('converts a file once', async () => {
    const [exported] = await readdir(join(folder.path, 'onnx'));
    const file = join(folder.path, 'onnx', exported!, 'model.onnx');
    const { mtimeMs } = await stat(file);
    await using second = await create();
    expect(second.modelPath).toBe(BUNDLED_MODEL);
    expect((await stat(file)).mtimeMs).toBe(mtimeMs);
    expect(notices.filter((line) => line.startsWith('Converting'))).toHaveLength(1);
  });

  test('leaves the event loop free while it computes', async () => {
    let turns = 0;
    const counting = setInterval(() => (turns += 1), 1);
    const startedAt = performance.now();
    await scorer.score({ query, passages: [`${apple} `.repeat(300)] });
    clearInterval(counting);
    // It would be one turn for each 512 tokens.
    expect(turns).toBeGreaterThan((performance.now() - startedAt) / 20);
  });

  test('stops within a long passage when the caller goes away, and answers the next', async () => {
    const caller = new AbortController();
    const reason = new Error('gone');
    const passages = [`${apple} `.repeat(300)];
    const scoring = scorer.score({ query, passages, signal: caller.signal });
    setTimeout(() => caller.abort(reason), 20);
    await expect(scoring).rejects.toBe(reason);
    expect(await scorer.score({ query, passages: [root] })).toHaveLength(1);
  });

  test('says what to do where the converted weights are damaged', async () => {
    await using other = await temporaryFolder();
    const options = {
      modelPath: BUNDLED_MODEL,
      engine: 'onnxruntime',
      onNotice: () => {},
    } as const;
    const environment = { LB_RERANK_CACHE: other.path };
    await (await createLocalScorer({ ...options, environment })).close();
    const [exported] = await readdir(join(other.path, 'onnx'));
    await rm(join(other.path, 'onnx', exported!, 'weights.bin'));
    const loading = createLocalScorer({ ...options, environment });
    await expect(loading).rejects.toMatchObject({ code: 'model_file' });
    await expect(loading).rejects.toThrow('remove its folder');
  });
});
