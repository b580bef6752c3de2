import { LEVELS, renderPrompt } from '@lb-rerank/core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { BUNDLED_MODEL } from '../bundled-model.ts';
import { leaseModel } from '../loaded-model/lease-model.ts';
import type { LoadedModel } from '../loaded-model/loaded-model.ts';
import type { Lease } from '../loaded-model/shared-resources.ts';
import { computeLevelProbabilities } from './compute-level-probabilities.ts';

// Loading takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describe('the probabilities behind a prompt', () => {
  let lease: Lease<LoadedModel>;
  beforeAll(async () => {
    lease = await leaseModel(BUNDLED_MODEL, { gpu: false });
  });
  afterAll(() => lease.release());

  async function evaluate(texts: readonly string[], loaded: LoadedModel) {
    const context = await loaded.model.createContext({ contextSize: 512, threads: 1 });
    const sequence = context.getSequence();
    const answers = [];
    for (const text of texts) {
      const prompt = loaded.model.tokenize(renderPrompt('a query', text), true);
      answers.push(await computeLevelProbabilities(sequence, prompt, loaded));
    }
    await context.dispose();
    return answers;
  }

  test('equal those of the whole vocabulary', async () => {
    const { model, levelTokens } = lease.value;
    const answers = await evaluate(['some text'], lease.value);
    const context = await model.createContext({ contextSize: 512, threads: 1 });
    const prompt = model.tokenize(renderPrompt('a query', 'some text'), true);
    const [plain] = (
      await context
        .getSequence()
        .controlledEvaluate([
          ...prompt.slice(0, -1),
          [prompt.at(-1)!, { generateNext: { probabilities: true } }],
        ])
    ).slice(-1);
    for (const level of LEVELS) {
      const expected = plain?.next.probabilities?.get(levelTokens[level - 1]!) ?? Number.NaN;
      expect(answers[0]![level - 1]).toBeCloseTo(expected, 4);
    }
    await context.dispose();
  });

  test('are small where the model would rather say something else', async () => {
    const levelTokens = 'abcdefg'.split('').flatMap((letter) => lease.value.model.tokenize(letter));
    const answers = await evaluate(['some text'], { ...lease.value, levelTokens });
    expect(answers[0]!.reduce((sum, probability) => sum + probability)).toBeLessThan(0.01);
  });

  test('do not depend on what the sequence held before', async () => {
    const answers = await evaluate(
      ['some text', 'some other text', 'some text', 'some text'],
      lease.value,
    );
    for (const later of answers.slice(2)) {
      for (const [position, probability] of later.entries()) {
        expect(probability).toBeCloseTo(answers[0]![position]!, 2);
      }
    }
  });

  test('are not computed to their end for a caller that has gone', async () => {
    const { model } = lease.value;
    const context = await model.createContext({ contextSize: 2048, threads: 1 });
    const sequence = context.getSequence();
    const prompt = model.tokenize(renderPrompt('a query', 'some text '.repeat(800)), true);
    const caller = new AbortController();
    const reason = new Error('gone');
    const computing = computeLevelProbabilities(sequence, prompt, lease.value, caller.signal);
    setTimeout(() => caller.abort(reason), 1);
    await expect(computing).rejects.toBe(reason);
    expect(sequence.nextTokenIndex).toBeLessThan(prompt.length - 512);

    const whole = await computeLevelProbabilities(sequence, prompt, lease.value);
    await sequence.clearHistory();
    const afresh = await computeLevelProbabilities(sequence, prompt, lease.value);
    for (const [position, probability] of whole.entries()) {
      expect(probability).toBeCloseTo(afresh[position]!, 3);
    }
    await context.dispose();
  });
});
