import type { estypes } from '@elastic/elasticsearch';
import { expect, test } from 'vitest';
import { passageReader } from './passage-reader.ts';
import type { PassageSelector } from './passage-selector.ts';

const hitOf = (rest: object): estypes.SearchHit => ({ _index: 'books', _id: 'd0', ...rest });
const chunk = (offset: number, rest: object) =>
  hitOf({ _nested: { field: 'chunks', offset }, ...rest });
const line = hitOf({
  _nested: { field: 'chunks', offset: 0, _nested: { field: 'lines', offset: 0 } },
  _source: { text: 'a line' },
});
const lines = { 'chunks.lines': { hits: { hits: [line] } } };
const chunks = [
  chunk(0, { _source: { text: 'source that begins at the chunk' } }),
  chunk(1, { fields: { chunks: [{ text: ['fields'] }] } }),
  chunk(2, {}),
];

test.each<[string, PassageSelector, object, unknown]>([
  ['a dotted path', 'body.text', { _source: { body: { text: 'five' } } }, 'five'],
  ['a key that holds dots', 'body.text', { _source: { 'body.text': 'five' } }, 'five'],
  [
    'a key that holds dots, on the way',
    'a.b.text',
    { _source: { 'a.b': { text: 'five' } } },
    'five',
  ],
  ['several objects', 'notes.text', { _source: { notes: [{ text: 'a' }, { text: 'b' }] } }, 'a\nb'],
  ['several fields', ['title', 'text'], { _source: { title: 'a', text: 'b' } }, 'a\nb'],
  ['fetched fields', 'text', { fields: { text: ['five'] } }, 'five'],
  ['highlighted fragments', { highlight: 'text' }, { highlight: { text: ['a', 'b'] } }, 'a\nb'],
  ['a function', (hit) => hit._id, {}, 'd0'],
  ['a function that gives several', () => ['a', 'b'], {}, ['a', 'b']],
  [
    'inner hits',
    { innerHits: 'chunks', field: 'chunks.text' },
    { inner_hits: { chunks: { hits: { hits: chunks } } } },
    ['source that begins at the chunk', 'fields'],
  ],
  [
    'inner hits of nested objects in nested ones',
    { innerHits: 'chunks.lines', field: 'chunks.lines.text' },
    { inner_hits: lines },
    ['a line'],
  ],
  [
    'inner hits inside of others',
    { innerHits: 'chunks.lines', field: 'chunks.lines.text' },
    { inner_hits: { chunks: { hits: { hits: [chunk(0, { inner_hits: lines }), chunk(1, {})] } } } },
    ['a line'],
  ],
])('reads %s', (_, passage, rest, expected) => {
  expect(passageReader(passage, {})(hitOf(rest))).toEqual(expected);
});

test.each<[string, PassageSelector, object]>([
  ['a field that is missing', 'text', { _source: { title: 'a' } }],
  ['a blank text', 'text', { _source: { text: '  ' } }],
  ['what is no text', 'text', { _source: { text: { a: 5 } } }],
  ['a hit without a source', 'text', {}],
  ['a function that gives nothing', () => undefined, {}],
])('gives null for %s', (_, passage, rest) => {
  expect(passageReader(passage, {})(hitOf(rest))).toBeNull();
});

test('gives no passage where the request asked for no inner hits', () => {
  expect(passageReader({ innerHits: 'chunks', field: 'chunks.text' }, {})(hitOf({}))).toEqual([]);
});

test('reads the document where the request shows a script in its place', () => {
  const hit = hitOf({ _source: { text: 'own' }, fields: { text: ['the script'] } });
  const request = { script_fields: { text: { script: { source: "'the script'" } } } };
  expect(passageReader({ fields: 'text' }, request)(hit)).toBe('own');
  expect(passageReader('text', request)(hit)).toBe('own');
});

test('reads the document where the URL names values to be shown in its place', () => {
  const hit = hitOf({ _source: { tokens: ['b', 'a'] }, fields: { tokens: ['a', 'b'] } });
  const request = { docvalue_fields: 'n,tokens' } as never;
  expect(passageReader('tokens', request)(hit)).toBe('b\na');
});

const page = '<script>track()</script><nav>Home</nav><p>Malus &amp; Pyrus</p>';

test.each<[string, PassageSelector, object, unknown]>([
  [
    'a field in HTML',
    { field: 'body', format: 'html' },
    { _source: { body: page } },
    'Malus & Pyrus',
  ],
  [
    'several texts in HTML',
    { field: 'body', format: 'html' },
    { _source: { body: [page, '<b>5</b>', '<br>', 5] } },
    'Malus & Pyrus\n5\n5',
  ],
  [
    'several fields, in their formats and with their labels',
    [{ field: 'title', label: 'Title' }, 'by', { field: 'body', format: 'html', label: 'Text' }],
    { _source: { title: 'a <b> c', by: ['x', 'y'], body: page } },
    'Title: a <b> c\nx\ny\nText: Malus & Pyrus',
  ],
  [
    'fields of which one has no text',
    ['title', { field: 'body', format: 'html', label: 'Text' }],
    { _source: { title: 'a', body: '<script>track()</script>' } },
    'a',
  ],
  [
    'fetched fields in HTML',
    { fields: { field: 'body', format: 'html' } },
    { fields: { body: [page] } },
    'Malus & Pyrus',
  ],
  [
    'inner hits in HTML, with a label',
    { innerHits: 'chunks', field: { field: 'chunks.text', format: 'html', label: 'Part' } },
    {
      inner_hits: {
        chunks: { hits: { hits: [chunk(0, { _source: { text: '<p>1' } }), chunk(1, {})] } },
      },
    },
    ['Part: 1'],
  ],
])('reads %s', async (_, passage, rest, expected) => {
  expect(await passageReader(passage, {})(hitOf(rest))).toEqual(expected);
});

test.each(['', '<p></p>', '<script>track()</script>', '<div hidden>Malus</div>'])(
  'finds no passage in HTML without a text: %j',
  async (body) => {
    const read = passageReader({ field: 'body', format: 'html', label: 'Text' }, {});
    expect(await read(hitOf({ _source: { body } }))).toBeNull();
  },
);
