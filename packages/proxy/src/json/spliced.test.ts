import { expect, test } from 'vitest';
import { JsonSource, markAllElements, markElements } from './json-source.ts';
import { spliced, splicedText } from './spliced.ts';

type Value = Record<string, unknown>;

function changed(text: string, change: (value: Value) => unknown): string {
  const source = new JsonSource(text);
  return spliced(source.root, change(source.value as Value));
}

const ODD = `{ "10":1.0, "2":[ 9007199254740993 ,1e3,-0 ],"\\u00e9\\/":"\\ud83d\\ude00 \\"q\\" \\\\" , "2":[1.50], "":null }`;

test('writes what is as it came as it was written', () => {
  expect(changed(ODD, (value) => value)).toBe(ODD);
  expect(changed(ODD, (value) => structuredClone(value))).toBe(ODD);
  const source = new JsonSource(` ${ODD}\n`);
  expect(splicedText(source, { ...(source.value as Value) })).toBe(` ${ODD}\n`);
});

test.each<[string, (value: Value) => Value, string]>([
  ['changes a member', (value) => ({ ...value, '10': 2 }), ODD.replace('1.0', '2')],
  [
    'adds a member at the end',
    (value) => ({ ...value, a: [1] }),
    ODD.replace('null ', 'null,"a":[1] '),
  ],
  ['leaves out the first', ({ '10': _ten, ...rest }) => rest, ODD.replace(' "10":1.0,', '')],
  [
    'leaves out the last',
    ({ '': _none, ...rest }) => rest,
    ODD.replace(' , "2":[1.50], "":null', ' , "2":[1.50]'),
  ],
  [
    'leaves out what is undefined',
    (value) => ({ ...value, '': undefined }),
    ODD.replace(', "":null', ''),
  ],
])('%s', (_, change, expected) => {
  expect(changed(ODD, change)).toBe(expected);
});

test('adds members before the others where they come first', () => {
  expect(changed('{ "x":1.0 , "y":2 }', (value) => ({ a: [1], ...value, b: 3 }))).toBe(
    '{"a":[1], "x":1.0 , "y":2,"b":3 }',
  );
});

test('leaves out all, and adds to nothing', () => {
  expect(changed('{ "a":1 , "b":2 }', () => ({}))).toBe('{ }');
  expect(changed('{}', () => ({ a: 1 }))).toBe('{"a":1}');
  expect(changed('{ "a":1 , "b":2 }', () => ({ c: 3 }))).toBe('{"c":3 }');
  expect(changed('{ "a":1 , "b":2 }', () => ({ c: 3, b: 2 }))).toBe('{"c":3,  "b":2 }');
});

test('writes what is empty on one line, as engines do in a text for reading', () => {
  expect(changed('{\n  "a":1,\n  "b":2\n}', () => ({}))).toBe('{ }');
  expect(changed('{"a":[\n  1,\n  2\n]}', () => ({ a: [] }))).toBe('{"a":[ ]}');
  expect(changed('{"a":[1]}', () => ({ a: [] }))).toBe('{"a":[]}');
  expect(changed('{"a":[ ],"b":{ }}', () => ({ a: [], b: {} }))).toBe('{"a":[ ],"b":{ }}');
});

test('finds the elements of an array in another order, and copies of them', () => {
  const text =
    '{"hits": [\n  {"_id":"a","_score":1.0,"n":12345678901234567890},\n  {"_id":"b" }\n]}';
  const source = new JsonSource(text);
  markElements(source.root, ['hits']);
  const { hits } = source.value as { hits: object[] };
  const after = { hits: hits.toReversed().map((hit) => ({ ...hit, _score: 7 })) };
  expect(spliced(source.root, after)).toBe(
    '{"hits": [\n  {"_id":"b","_score":7 },\n  {"_id":"a","_score":7,"n":12345678901234567890}\n]}',
  );
});

test('takes elements from another text', () => {
  const [one, two] = ['{"all":[{"n":1.0}]}', '{"all":[{"n":2.0},{"n":3.0}]}'].map(
    (text) => new JsonSource(text),
  );
  for (const source of [one!, two!]) markElements(source.root, ['all']);
  const elementsOf = (source: JsonSource) => (source.value as { all: object[] }).all;
  const all = [...elementsOf(two!), ...elementsOf(one!)];
  expect(spliced(one!.root, { all })).toBe('{"all":[{"n":2.0},{"n":3.0},{"n":1.0}]}');
});

test('keeps the text of elements whose neighbours are gone', () => {
  const source = new JsonSource(
    '{"a":{"b":[{"n":9007199254740992},{"n":9007199254740993},[1.0]]}}',
  );
  markAllElements(source.root);
  const { a } = source.value as { a: { b: unknown[] } };
  expect(spliced(source.root, { a: { b: a.b.slice(1) } })).toBe(
    '{"a":{"b":[{"n":9007199254740993},[1.0]]}}',
  );
});

test('adds to an array, and takes numbers for what they are, whatever they look like', () => {
  expect(changed('{"a":[1.0, 2.0]}', () => ({ a: [1, 2, 3] }))).toBe('{"a":[1.0, 2.0, 3]}');
  expect(changed('{"a":[]}', () => ({ a: [1] }))).toBe('{"a":[1]}');
  expect(changed('[1,2 , 3]', () => [4, 2, 3, 5])).toBe('[4,2 , 3,5]');
  expect(changed('[1.0]', () => [2])).toBe('[2]');
  expect(changed('1.0', () => 1)).toBe('1.0');
});

test('writes another kind of value, and none', () => {
  expect(changed('{"a":[1],"b":{"c":1},"d":1}', () => ({ a: { x: 1 }, b: [1], d: null }))).toBe(
    '{"a":{"x":1},"b":[1],"d":null}',
  );
});
