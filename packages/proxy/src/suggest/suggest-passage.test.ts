import { expect, test } from 'vitest';
import { mappedFields } from './mapped-fields.ts';
import { suggestPassage } from './suggest-passage.ts';

test.each<[string, { name: string; length?: number }[], string[]]>([
  ['a title and the text by its name', [{ name: 'body' }, { name: 'title' }], ['title', 'body']],
  [
    'the longest text, whatever it is called',
    [
      { name: 'summary', length: 90 },
      { name: 'xyz', length: 2000 },
      { name: 'name', length: 12 },
    ],
    ['name', 'xyz'],
  ],
  [
    'no addresses and ids',
    [
      { name: 'url', length: 200 },
      { name: 'doc.text', length: 30 },
    ],
    ['doc.text'],
  ],
  ['the only text', [{ name: 'xyz' }], ['xyz']],
  ['a title alone', [{ name: 'title' }, { name: 'xyz' }], ['title']],
  ['nothing', [{ name: 'user_id' }], []],
  ['no name that a rule cannot hold', [{ name: 'a,b' }, { name: "it's" }, { name: 'x' }], ['x']],
])('suggests %s', (_, fields, expected) => {
  expect(suggestPassage(fields)).toEqual(expected);
});

test('lists the fields of a mapping by their paths', () => {
  const properties = {
    a: { type: 'match_only_text' },
    b: { properties: { c: { type: 'keyword' } } },
    d: { type: 'search_as_you_type' },
  };
  expect(mappedFields(properties)).toEqual([
    { name: 'a', isText: true },
    { name: 'b', isText: false },
    { name: 'b.c', isText: false },
    { name: 'd', isText: true },
  ]);
});
