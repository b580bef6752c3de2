import { expect, test } from 'vitest';
import { readList } from './field.ts';

test('looks no further than the first entry that cannot be used', () => {
  const seen: unknown[] = [];
  const read = readList((entry) => {
    seen.push(entry);
    return typeof entry === 'string' ? { value: entry } : { problem: 'no', place: ['text'] };
  });
  expect(read(['a', 'b'])).toEqual({ value: ['a', 'b'] });
  expect(read(['a', 1, 2, 3])).toEqual({ problem: 'no', place: [1, 'text'] });
  expect(seen).toEqual(['a', 'b', 'a', 1]);
});
