import { expect, test } from 'vitest';
import { inNormalForm } from './in-normal-form.ts';

test.each([
  '',
  'apple',
  'e\u0301',
  'Orle\u0301ans, सड़क, كِّتاب',
  '\u1112\u1161\u11ab',
  'q\u0323\u0307',
  '\u0301a',
])('gives %j as NFC has it', (text) => {
  expect(inNormalForm(text)).toBe(text.normalize('NFC'));
  const among = `${text} apple `.repeat(3);
  expect(inNormalForm(among)).toBe(among.normalize('NFC'));
});

test('composes a letter with its first marks, however many there are', () => {
  const text = `e\u0301${'\u0316\u0301'.repeat(100)} e\u0301`;
  expect(inNormalForm(text)).toMatch(/^\u00e9\p{M}{200} \u00e9$/u);
});

test('takes no longer than the length of a text asks for, be it all marks', () => {
  const startedAt = performance.now();
  // By `normalize` alone a hundred seconds.
  inNormalForm(`a${'\u0301\u0316'.repeat(200_000)}`);
  expect(performance.now() - startedAt).toBeLessThan(5000);
});
