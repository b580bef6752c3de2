import { assert, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { printable } from './printable.ts';

test.each([
  ['a colour', '\u001B[31mred\u001B[0m', 'red'],
  ["a terminal's title", '\u001B]0;title\u0007name', 'name'],
  ['a link', '\u001B]8;;http://evil.example\u001B\\name\u001B]8;;\u001B\\', 'name'],
  ['an escape of one byte', 'na\u009B2Jme', 'name'],
  ['half an escape', 'name\u001B', 'name'],
  ['a way back over the line', 'name\b\b\b\b\u007F', 'name'],
  ['lines', 'name\r\nlb-rerank: all is well\u2028so it is', 'name lb-rerank: all is well so it is'],
  ['another direction', 'lb-\u202Eesrever\u2066', 'lb-esrever'],
  ['half a character', 'name\uD800', 'name'],
])('leaves nothing of %s', (_, text, shown) => {
  expect(printable(text)).toBe(shown);
});

test('leaves names of all languages as they are', () => {
  for (const name of ['lightblue/lb-reranker-0.5B-v1.0', '/models/重排序', 'modèle 🤖', '']) {
    expect(printable(name)).toBe(name);
  }
});

test('gives one printable line of whatever comes', () => {
  assert(
    property(string({ unit: 'binary' }), (text) => {
      expect(printable(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      expect(printable(printable(text))).toBe(printable(text));
    }),
  );
});
