import { describe, expect, test } from 'vitest';
import type { PassageSelector } from './passage-selector.ts';
import { passageReader } from './passage-reader.ts';

const payload = {
  title: 'Apples',
  text: 'Malus',
  lines: ['first', ' ', 5, 'second'],
  body: { text: 'deep' },
  'a.b': { c: 'dots' },
  chunks: [{ text: 'one' }, { title: 'none' }, { text: ['two', 'three'] }],
  table: [[{ cell: 'inner' }]],
  year: 1999,
};
const point = { id: 1, version: 0, score: 1, payload };

describe('passageReader', () => {
  test.each<[string, PassageSelector, unknown]>([
    ['a key', 'text', ['Malus']],
    ['an array of texts', 'lines', ['first', 'second']],
    ['a dotted path', 'body.text', ['deep']],
    ['a key that holds dots', '"a.b".c', ['dots']],
    ['the elements of an array', 'chunks[].text', ['one', 'two', 'three']],
    ['one element of an array', 'chunks[0].text', ['one']],
    ['arrays in arrays', 'table[][].cell', ['inner']],
    ['several keys', ['title', 'text'], ['Apples\nMalus']],
    ['several keys of which one is missing', ['title', 'subtitle'], ['Apples']],
    ['a title before each chunk', ['title', 'chunks[0].text'], ['Apples\none']],
    ['a title before each line', ['title', 'lines'], ['Apples\nfirst', 'Apples\nsecond']],
    ['a function', ({ id }) => `point ${id}`, 'point 1'],
    ['a function that gives several', () => ['a', 'b'], ['a', 'b']],
  ])('reads %s', (_, passage, expected) => {
    expect(passageReader(passage)(point)).toEqual(expected);
  });

  test.each<[string, PassageSelector]>([
    ['a key that is missing', 'subtitle'],
    ['a number', 'year'],
    ['an object', 'body'],
    ['a member of every object', 'constructor'],
    ['a path through what is no object', 'text.length'],
    ['an element of what is no array', 'text[0]'],
    ['a function that gives nothing', () => undefined],
  ])('finds no passage in %s', (_, passage) => {
    expect(passageReader(passage)(point)).toBeNull();
  });

  test.each([null, undefined])('finds no passage in a payload of %j', (none) => {
    expect(passageReader('text')({ ...point, payload: none as never })).toBeNull();
  });

  const page = '<script>track()</script><nav>Home</nav><p>Malus &amp; Pyrus</p>';
  const ofPages = { ...point, payload: { ...payload, page, pages: [page, '<br>', '<b>5</b>'] } };

  test.each<[string, PassageSelector, unknown]>([
    ['a key in HTML', { field: 'page', format: 'html' }, ['Malus & Pyrus']],
    ['several texts in HTML', { field: 'pages', format: 'html' }, ['Malus & Pyrus', '5']],
    [
      'a title before each of them, with labels',
      [
        { field: 'title', label: 'Title' },
        { field: 'pages', format: 'html', label: 'Text' },
      ],
      ['Title: Apples\nText: Malus & Pyrus', 'Title: Apples\nText: 5'],
    ],
    [
      'HTML as it stands where nothing says that it is',
      { field: 'page', label: 'Text' },
      [`Text: ${page}`],
    ],
    ['nothing in HTML without a text', { field: 'empty', format: 'html', label: 'Text' }, null],
  ])('reads %s', async (_, passage, expected) => {
    const read = passageReader(passage);
    expect(await read({ ...ofPages, payload: { ...ofPages.payload, empty: '<p> </p>' } })).toEqual(
      expected,
    );
  });
});
