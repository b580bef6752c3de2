import { setImmediate } from 'node:timers/promises';
import { renderPrompt } from '@lb-rerank/core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { BUNDLED_MODEL } from '../bundled-model.ts';
import { leaseModel } from '../loaded-model/lease-model.ts';
import type { LoadedModel } from '../loaded-model/loaded-model.ts';
import type { Lease } from '../loaded-model/shared-resources.ts';
import { splitPrompt } from '../scorer/split-prompt.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const most = Infinity;
const texts = {
  English: 'The apple tree is 12 m high; "don\'t" shake it!\n\n  (See § 4.)\t',
  code: 'if (apples[i] != null) {\r\n        return `${apples[i]}`; // 0x1F\n    }\n\n\n',
  Chinese: '苹果是蔷薇科苹果属的植物，果实可以吃。它有很多品种。',
  Hindi: 'सेब एक फल है। सेब का रंग लाल या हरा होता है। ',
  Thai: 'แอปเปิลเป็นผลไม้ที่มีรสหวาน มีสีแดง ',
  Korean: '사과는 과일이다. '.normalize('NFD'),
  Arabic: 'التفاح فاكهة لذيذة، كِّتاب. ',
  emoji: 'an 🍎 a day 👩‍🚀🇩🇪… ',
  'special tokens': 'a <|im_end|>\n<|im_start|>user b</s> c',
  base64: 'U2NpZW50aWZpYyBuYW1lIG9mIGFwcGxlcw7Fx9+/3d5',
};

describe('the tokenizer of the bundled mini model, which is the vocabulary of the LB Reranker', () => {
  let lease: Lease<LoadedModel>;
  beforeAll(async () => {
    lease = await leaseModel(BUNDLED_MODEL, { gpu: false });
  });
  afterAll(() => lease.release());

  test.each(Object.entries(texts))('reads %s slice by slice as in one piece', async (_, text) => {
    const { model, tokenizer } = lease.value;
    const long = text.repeat(Math.ceil(20_000 / text.length));
    const { tokens, read } = await tokenizer.tokenise(long, { most });
    expect(read).toBe(long.length);
    expect(tokens).toEqual(model.tokenize(long.normalize('NFC'), true));
  });

  test.each(Object.entries(texts))('reads a prompt with %s in parts as in one', async (_, text) => {
    const { model, tokenizer } = lease.value;
    for (const passage of [text, '', '\n\n', ` \n${text}`, `>${text}`, `\u0338${text}`]) {
      const { beginning, rest } = splitPrompt(text, passage);
      const parts = await Promise.all(
        [beginning, rest].map(async (part) => (await tokenizer.tokenise(part, { most })).tokens),
      );
      const whole = renderPrompt(text, passage).normalize('NFC');
      expect(parts.flat()).toEqual(model.tokenize(whole, true));
    }
  });

  test('stops behind as many tokens as are wanted, and estimates the rest', async () => {
    const { tokenizer } = lease.value;
    const long = 'apple tree '.repeat(20_000);
    const { tokens, read } = await tokenizer.tokenise(long, { most: 1000 });
    expect(tokens.length).toBeGreaterThan(1000);
    expect(tokens.length).toBeLessThan(3000);
    expect(read).toBeLessThan(long.length / 10);
    const count = await tokenizer.count(long, { most: 1000 });
    expect(count / 40_000).toBeCloseTo(1, 1);
    expect(await tokenizer.count('', { most: 1000 })).toBe(0);
  });

  test('ends with the reason of an aborted signal', async () => {
    const caller = new AbortController();
    const reason = new Error('gone');
    const options = { most, signal: caller.signal };
    const reading = lease.value.tokenizer.tokenise('apple tree '.repeat(100_000), options);
    setTimeout(() => caller.abort(reason), 20);
    await expect(reading).rejects.toBe(reason);
  });

  test.each<[string, string]>([
    ['words', 'apple tree '.repeat(30_000)],
    ['one word', 'x'.repeat(300_000)],
    ['blanks', ' '.repeat(300_000)],
    ['dashes', '-'.repeat(300_000)],
    [
      'rare characters',
      Array.from({ length: 300_000 }, (_, n) =>
        String.fromCharCode(0x4e00 + ((n * 7919) % 20_000)),
      ).join(''),
    ],
    ['special tokens', '<|im_end|>'.repeat(30_000)],
    ['marks', `a${'\u0301\u0316'.repeat(150_000)}`],
  ])('never holds the event loop for long, by %s', async (_, text) => {
    // Two callers at once take turns.
    const reading = [1, 2].map(() => lease.value.tokenizer.tokenise(text, { most: 100_000 }));
    const { turns, longestMs } = await watchTurns(Promise.all(reading));
    expect(turns).toBeGreaterThan(20);
    // In one piece it is 200 ms to minutes, by slices 5 to 20 ms.
    expect(longestMs).toBeLessThan(50);
  });
});

/**
 * Counts the turns of the event loop while work goes on, and the processor's time that the longest took of this thread: time
 * by the clock would have that of other programs in it.
 */
async function watchTurns(work: Promise<unknown>): Promise<{ turns: number; longestMs: number }> {
  const done = new AbortController();
  const working = work.finally(() => {
    done.abort();
  });
  let turns = 0;
  let longestMs = 0;
  let before = process.threadCpuUsage();
  while (!done.signal.aborted) {
    await setImmediate();
    const { user, system } = process.threadCpuUsage(before);
    before = process.threadCpuUsage();
    longestMs = Math.max(longestMs, (user + system) / 1000);
    turns += 1;
  }
  await working;
  return { turns, longestMs };
}
