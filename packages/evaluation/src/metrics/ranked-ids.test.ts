import { expect, test } from 'vitest';
import { rankedIds } from './ranked-ids.ts';

test('orders by score, whatever the order of the entries', () => {
  expect(
    rankedIds(
      new Map([
        ['a', 1],
        ['b', 3],
        ['c', 2],
      ]),
    ),
  ).toEqual(['b', 'c', 'a']);
});

test('breaks ties by id descending, as strings', () => {
  expect(
    rankedIds(
      new Map([
        ['10', 1],
        ['9', 1],
        ['a', 1],
      ]),
    ),
  ).toEqual(['a', '9', '10']);
});

test('takes scores for tied that are equal as float32', () => {
  expect(
    rankedIds(
      new Map([
        ['a', 1 + 1e-9],
        ['b', 1],
      ]),
    ),
  ).toEqual(['b', 'a']);
  expect(
    rankedIds(
      new Map([
        ['a', 1 + 1e-6],
        ['b', 1],
      ]),
    ),
  ).toEqual(['a', 'b']);
});

test('compares ids by their UTF-8 bytes', () => {
  expect(
    rankedIds(
      new Map([
        ['\uFFEE', 1],
        ['\u{1F34E}', 1],
      ]),
    ),
  ).toEqual(['\u{1F34E}', '\uFFEE']);
});

test('keeps infinite scores at the ends', () => {
  const scores = new Map([
    ['a', -Infinity],
    ['b', Infinity],
    ['c', 0],
    ['d', Infinity],
  ]);
  expect(rankedIds(scores)).toEqual(['d', 'b', 'c', 'a']);
});
