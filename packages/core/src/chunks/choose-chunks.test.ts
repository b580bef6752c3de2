import { monitorEventLoopDelay } from 'node:perf_hooks';
import { describe, expect, test } from 'vitest';
import { chooseChunks } from './choose-chunks.ts';
import { bestChunksOf } from './best-chunks.ts';
import { estimatedTokens } from './estimated-tokens.ts';
import { sentencesOf } from './sentences-of.ts';

const filler = (n: number) =>
  `Sentence ${'abcdefghijklmnopqrstuvwxyz'[n % 26]} speaks of nothing much at all here. `;
const hayOf = (sentences: number) =>
  Array.from({ length: sentences }, (_, n) => filler(n)).join('');
const texts = (passage: string, ranges: readonly { start: number; end: number }[] | undefined) =>
  ranges?.map(({ start, end }) => passage.slice(start, end));

async function chosen(
  query: string,
  passage: string,
  best: { bestChunks: number; maxTokens: number },
) {
  return texts(
    passage,
    (await chooseChunks({ query, passages: [passage], signal: undefined }, best)).get(passage),
  );
}

describe('chooseChunks', () => {
  const needle = 'The okapi lives in the rainforest of the Congo. ';
  const hay = Array.from({ length: 200 }, (_, n) => (n === 120 ? needle : filler(n))).join('');

  test('finds the part of a long passage that has the words of the query', async () => {
    const [best, ...others] = (await chosen('where do okapis live?', hay, {
      bestChunks: 1,
      maxTokens: 60,
    }))!;
    expect(others).toEqual([]);
    expect(best).toContain(needle.trim());
    expect(estimatedTokens(best!)).toBeLessThanOrEqual(60);
    // Between sentences, without the blanks around.
    expect(best).toMatch(/^(Sentence|The) .*\.$/s);
  });

  test('takes the beginning where no word of the query occurs', async () => {
    const two = (await chosen('zebra', hay, { bestChunks: 2, maxTokens: 60 }))!;
    expect(hay.startsWith(two[0]!)).toBe(true);
    expect(two).toHaveLength(2);
    // The second one overlaps the first.
    expect(hay.indexOf(two[1]!)).toBeGreaterThan(0);
    expect(hay.indexOf(two[1]!)).toBeLessThan(two[0]!.length);
  });

  test('gives the chunks in the order of the passage, and every one where there are few', async () => {
    const both = `${needle}${hay.slice(0, 3000)} Okapis of the Congo live alone.`;
    const two = (await chosen('okapi congo', both, { bestChunks: 2, maxTokens: 40 }))!;
    expect(two[0]).toContain('rainforest');
    expect(two[1]).toContain('alone');
    const all = (await chosen('okapi', both, { bestChunks: 1000, maxTokens: 40 }))!;
    expect(all.join(' ').replaceAll(/\s+/g, ' ')).toContain('live alone.');
    expect(all.every((text) => estimatedTokens(text) <= 40)).toBe(true);
  });

  test('weighs words by how rare they are among the chunks of all passages', async () => {
    const common = 'The red car is fast. '.repeat(30);
    const passage = `${common}${'A blue car. '.repeat(3)}${common}`;
    const [best] = (await chosen('blue car', passage, { bestChunks: 1, maxTokens: 30 }))!;
    expect(best).toContain('blue');
  });

  test.each([
    [
      'Chinese',
      '大熊猫住在哪里',
      '大熊猫生活在四川的竹林里。',
      '今天的天气很好，我们一起去公园散步。',
    ],
    [
      'Japanese',
      'オカピの生息地',
      'オカピはコンゴの熱帯雨林に生息している。',
      '昨日は友達と映画を見に行きました。',
    ],
    [
      'Korean',
      '판다가 사는 곳',
      '판다는 쓰촨의 대나무 숲에 산다.',
      '오늘은 날씨가 좋아서 공원에 갔다.',
    ],
    ['Thai', 'หมีแพนด้าอาศัยอยู่ที่ไหน', 'หมีแพนด้าอาศัยอยู่ในป่าไผ่ ', 'วันนี้อากาศดีเราไปเดินเล่นกัน '],
    [
      'Russian',
      'где живут панды',
      'Панда живёт в лесах Сычуани. ',
      'Сегодня хорошая погода для прогулки. ',
    ],
    [
      'Arabic',
      'أين يعيش الباندا',
      'يعيش الباندا في غابات الخيزران. ',
      'الطقس جميل اليوم في المدينة. ',
    ],
    ['Hindi', 'पांडा कहाँ रहता है', 'पांडा बाँस के जंगलों में रहता है। ', 'आज मौसम बहुत अच्छा था। '],
  ])('finds words in %s', async (_, query, answer, other) => {
    const passage = other.repeat(40) + answer + other.repeat(40);
    const [best] = (await chosen(query, passage, { bestChunks: 1, maxTokens: 80 }))!;
    expect(best).toContain(answer.trim());
  });

  test('leaves short passages whole, and counts one that occurs twice once', async () => {
    const request = { query: 'okapi', passages: ['short', hay, hay, ''], signal: undefined };
    const found = await chooseChunks(request, { bestChunks: 1, maxTokens: 60 });
    expect([...found.keys()]).toEqual([hay]);
  });

  test('cuts what has no sentences, between characters', async () => {
    const runs = ['x'.repeat(50_000), '𝒳'.repeat(20_000), 'lorem '.repeat(9000)];
    for (const run of runs) {
      const parts = [...sentencesOf(run, 100)];
      expect(parts.map(({ start, end }) => run.slice(start, end)).join('')).toBe(run);
      expect(parts.every(({ start, end }) => run.slice(start, end).isWellFormed())).toBe(true);
      const [first] = (await chosen('okapi', run, { bestChunks: 1, maxTokens: 100 }))!;
      expect(run.startsWith(first!)).toBe(true);
      expect(estimatedTokens(first!)).toBeLessThanOrEqual(101);
    }
  });

  test('passes over blank stretches', async () => {
    const passage = `${'\n'.repeat(5000)}${filler(1).repeat(20)}`;
    const [first] = (await chosen('okapi', passage, { bestChunks: 1, maxTokens: 60 }))!;
    expect(first).toMatch(/^Sentence/);
  });

  test('ends early with what it has', async () => {
    const request = { query: 'okapi', passages: [hay], signal: AbortSignal.abort() };
    expect((await chooseChunks(request, { bestChunks: 1, maxTokens: 60 })).size).toBe(0);
  });
});

const marks = '\u0301\u0323'.repeat(30_000);
test.each([
  ['a query of marks', marks, 'short', 300],
  ['a sentence of marks', 'okapi', `${marks}.\n`.repeat(2), 60_000],
  ['digits in the smallest chunks', '1', '1'.repeat(1_000_000), 16],
  ['many short lines', 'okapi', 'a\n'.repeat(500_000), 300],
  [
    'a query of many terms',
    Array.from({ length: 40_000 }, (_, n) => `w${n}`).join(' '),
    `w7 `.repeat(300_000),
    16,
  ],
])('the event loop is free beside %s', async (_, query, passage, maxTokens) => {
  // A first call compiles what the second one measures.
  const best = { bestChunks: 1, maxTokens };
  await chooseChunks({ query: 'okapi', passages: [hayOf(9000)], signal: undefined }, best);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await chooseChunks({ query, passages: [passage], signal: undefined }, best);
  delay.disable();
  // The square of 60,000 marks takes seconds; a busy machine some tens of milliseconds.
  expect(delay.max / 1e6).toBeLessThan(400);
});

test('ends within a long passage when aborted', async () => {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 20);
  const startedAt = performance.now();
  const request = { query: 'okapi', passages: ['a\n'.repeat(500_000)], signal: stop.signal };
  expect((await chooseChunks(request, { bestChunks: 1, maxTokens: 300 })).size).toBe(0);
  expect(performance.now() - startedAt).toBeLessThan(600);
});

test('other work of the process goes on meanwhile', async () => {
  const passage = Array.from({ length: 30_000 }, (_, n) => filler(n)).join('');
  let turns = 0;
  const counting = setInterval(() => (turns += 1), 0);
  await chooseChunks(
    { query: 'okapi', passages: [passage], signal: undefined },
    { bestChunks: 1, maxTokens: 300 },
  );
  clearInterval(counting);
  expect(turns).toBeGreaterThan(10);
});

test.each([
  [{ bestChunks: 0 }, 'longPassages.bestChunks'],
  [{ bestChunks: 1.5 }, 'longPassages.bestChunks'],
  [{ bestChunks: 1, maxTokens: 15 }, 'longPassages.maxTokens'],
  [{ bestChunks: 1, tokens: 100 }, 'longPassages.tokens'],
  [{}, 'longPassages.bestChunks'],
  ['best', 'longPassages'],
  [null, 'longPassages'],
])('refuses %j', (longPassages, argument) => {
  expect(() => bestChunksOf(longPassages as never)).toThrow(expect.objectContaining({ argument }));
});
