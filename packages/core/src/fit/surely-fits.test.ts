import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { surelyFits } from './surely-fits.ts';

test('says yes only where even the bytes of the normal form are few enough', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.nat(200), (text, tokens) => {
      const bytes = Buffer.byteLength(text.normalize('NFC'));
      expect(!surelyFits(text, tokens) || bytes <= tokens).toBe(true);
    }),
    { numRuns: 20_000, seed: 1 },
  );
});

test.each([
  ['ASCII', 'a'.repeat(100), 100],
  ['a Greek letter among ASCII', `${'a'.repeat(98)}β`, 110],
  ['what grows most under NFC', '\u{1d160}'.repeat(4), 48],
])('says yes without counting for %s', (_, text, tokens) => {
  expect(surelyFits(text, tokens)).toBe(true);
});

test('leaves open what is too long by a byte', () => {
  expect(surelyFits('a'.repeat(101), 100)).toBe(false);
});
