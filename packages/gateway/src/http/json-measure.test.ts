import { describe, expect, test } from 'vitest';
import { JsonMeasure } from './json-measure.ts';

const limits = { maxValues: 5, maxNames: 3, maxDepth: 4 };

/** Measures a text that comes in parts of so many bytes. */
function measured(text: string, size = 7): string | undefined {
  const measure = new JsonMeasure(limits);
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.byteLength; from += size) {
    const excess = measure.add(bytes.subarray(from, from + size));
    if (excess !== undefined) return excess;
  }
  return undefined;
}

const VALUES = 'more than 5 values';
const NAMES = 'more than 3 different names';
const DEPTH = 'more than 4 lists and objects in each other';

describe.each([1, 2, 7, 1000])('a text in parts of %d bytes', (size) => {
  test.each([
    ['few values', '[1,2,3,4,5]', undefined],
    ['many values', '[1,2,3,4,5,6]', VALUES],
    ['many empty lists', '[[],[],[],[]]', VALUES],
    ['marks inside of texts', '["[,[,[,{,{,", "\\",,,,,,,\\\\"]', undefined],
    ['marks behind a text of escapes', '["\\\\\\\\",1,2,3,4,5]', VALUES],
    [
      'marks behind a long text of escapes',
      `["${'\\\\'.repeat(50)}\\"${'a'.repeat(50)}",1,2,3,4,5]`,
      VALUES,
    ],
    ['marks in a long text', `["${'a'.repeat(60)}\\",,,,,,,${'b'.repeat(60)}"]`, undefined],
    ['the same names', '[{"a":1},{"a":1}]', undefined],
    ['different names', '[{"a":1,"b":2,"c":3,"d":4}]', NAMES],
    ['texts that are no names', '{"a":["b","c","d","e"]}', undefined],
    ['names inside of names', '{"{\\"x\\":1,\\"y\\":1,\\"z\\":1}":1}', undefined],
    ['deep lists', '[[[[', undefined],
    ['deeper lists', '[[[[[', DEPTH],
    ['lists one after the other', '[[]],[[]]', undefined],
    ['no JSON', ']]}}"', undefined],
  ])('holds %s', (_, text, excess) => {
    expect(measured(text, size)).toBe(excess);
  });
});
