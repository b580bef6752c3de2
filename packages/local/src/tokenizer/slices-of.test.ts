import { expect, test } from 'vitest';
import { slicesOf } from './slices-of.ts';

const english = 'The apple tree is 12 m high; "don\'t" shake it!\n';

test.each<[string, string]>([
  ['no text', ''],
  ['a short text', english],
  ['words', english.repeat(500)],
  ['Chinese', '苹果是蔷薇科苹果属的植物，果实可以吃。'.repeat(800)],
  ['letters with marks', 'Orle\u0301ans 🍎 कीमत '.repeat(1500)],
  ['one word', 'x'.repeat(20_000)],
  ['emoji', '🍎'.repeat(10_000)],
  ['letters of two units', `a${'𠀀'.repeat(10_000)}`],
  ['digits', '0123456789'.repeat(2000)],
])('cuts %s into slices of at most 2,048 characters, and loses nothing', (_, text) => {
  const slices = [...slicesOf(text)];
  expect(slices.join('')).toBe(text);
  for (const slice of slices) {
    expect(slice.length).toBeGreaterThan(0);
    expect(slice.length).toBeLessThanOrEqual(2048);
    expect(slice.isWellFormed()).toBe(true);
  }
});

test('cuts behind words and digits, never before a mark or inside of a special token', () => {
  const text = 'apple, 7<|im_end|></s>e\u0301 '.repeat(1000);
  const [, ...later] = slicesOf(text);
  expect(later.length).toBeGreaterThan(5);
  expect(later.filter((slice) => !/^[, ]/.test(slice))).toEqual([]);
});
