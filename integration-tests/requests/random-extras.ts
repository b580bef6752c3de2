import * as fc from 'fast-check';

/** Draws a record that keeps only a few of its keys, since whoever asks for everything is mostly refused by the engine. */
function few<T extends object>(records: fc.Arbitrary<T>, most: number): fc.Arbitrary<Partial<T>> {
  return fc.tuple(records, fc.array(fc.nat(), { maxLength: most })).map(([record, chosen]) => {
    const entries = Object.entries(record);
    const kept = entries.length === 0 ? [] : chosen.map((n) => entries[n % entries.length]!);
    return Object.fromEntries(kept) as Partial<T>;
  });
}

const sources = fc.constantFrom<unknown[]>(
  true,
  false,
  'n',
  'text',
  ['n', 'title'],
  [],
  { includes: ['t*'], excludes: ['text'] },
  { excludes: 'text' },
  { includes: 'n' },
);

const TOP_HITS = { tags: { terms: { field: 'tag' }, aggs: { best: { top_hits: { size: 2 } } } } };
const SCRIPT = { script: { source: "doc['n'].value * 2" } };

/** All else that a search may ask for, besides its query and its page. */
export const extras = few(
  fc.record(
    {
      _source: sources,
      highlight: fc.constantFrom<unknown[]>(
        { fields: { text: {} } },
        { fields: { title: {} } },
        { fields: [{ text: { number_of_fragments: 0 } }] },
        {
          pre_tags: ['<b>'],
          post_tags: ['</b>'],
          fields: { 't*': {} },
          require_field_match: false,
        },
        { fields: { text: { pre_tags: ['<<'], post_tags: ['>>'], type: 'plain' } } },
      ),
      script_fields: fc.constantFrom<unknown[]>(
        { double: SCRIPT },
        { text: { script: { source: "'the script'" } } },
        { broken: { script: { source: "doc['opt'].value" } } },
      ),
      fields: fc.constantFrom<unknown[]>(
        ['title'],
        ['te*', 'n'],
        [{ field: 'date', format: 'yyyy' }],
        ['chunks.text'],
        ['label', 'title.raw'],
        ['*'],
      ),
      docvalue_fields: fc.constantFrom<unknown[]>(
        ['n', 'account'],
        ['tokens'],
        ['label'],
        [{ field: 'date', format: 'yyyy' }],
      ),
      stored_fields: fc.constantFrom<unknown[]>(['title'], 'text', '_none_', ['_source'], []),
      collapse: fc.constantFrom<unknown[]>(
        { field: 'tag' },
        { field: 'tag', inner_hits: { name: 'same', size: 2 } },
        { field: 'n' },
      ),
      aggs: fc.constantFrom<unknown[]>({ mean: { avg: { field: 'n' } } }, TOP_HITS, {
        all: { global: {}, aggs: TOP_HITS },
      }),
      suggest: fc.constantFrom<unknown[]>(
        { spelling: { text: 'aples', term: { field: 'text' } } },
        { completion: { prefix: 'app', completion: { field: 'complete', size: 2 } } },
      ),
      sort: fc.constantFrom<unknown[]>(
        ['_score'],
        ['n'],
        [{ n: 'desc' }],
        ['_score', { n: 'asc' }],
        [{ _score: 'asc' }],
        '_doc',
        [],
      ),
      search_after: fc.constant([3]),
      min_score: fc.constantFrom(0.05, 100),
      post_filter: fc.constant({ term: { tag: 'tag 1' } }),
      rescore: fc.constant({
        window_size: 5,
        query: { rescore_query: { match: { title: 'apples' } } },
      }),
      track_total_hits: fc.constantFrom<unknown[]>(true, false, 3),
      track_scores: fc.constant(true),
      explain: fc.constant(true),
      version: fc.constant(true),
      seq_no_primary_term: fc.constant(true),
      timeout: fc.constant('10s'),
    },
    { requiredKeys: [] },
  ),
  4,
);

/** Parameters of a search that stand in the URL. */
export const outside = few(
  fc.record(
    {
      _source: fc.constantFrom<unknown[]>(false, 'n', 'text,n'),
      _source_includes: fc.constantFrom<unknown[]>('n', ['title', 'n'], 't*'),
      _source_excludes: fc.constantFrom<unknown[]>('text', ['t*']),
      stored_fields: fc.constantFrom('title', 'text'),
      docvalue_fields: fc.constant('n'),
      filter_path: fc.constantFrom<unknown[]>(
        'hits.hits._id',
        ['hits.hits._source', 'took'],
        '-hits.hits._source',
        'hits.total',
        '**.value',
      ),
      rest_total_hits_as_int: fc.constant(true),
      typed_keys: fc.constant(true),
      from: fc.constantFrom<unknown[]>(1, '2'),
      size: fc.constantFrom<unknown[]>(4, '5', 0),
      sort: fc.constantFrom('n:asc', '_score'),
      q: fc.constant('text:apples'),
      preference: fc.constant('_local'),
      request_cache: fc.constant(false),
    },
    { requiredKeys: [] },
  ),
  2,
);

/** Parameters of the URL that a call's options add. */
export const querystrings = few(
  fc.record(
    {
      _source_excludes: fc.constant('text'),
      _source_includes: fc.constant('n'),
      _source: fc.constant('false'),
      stored_fields: fc.constantFrom('title', 'text'),
      size: fc.constant('3'),
      from: fc.constant('1'),
      sort: fc.constant('n'),
      filter_path: fc.constant('hits.hits._id'),
      track_total_hits: fc.constant('true'),
      q: fc.constant('text:apples'),
    },
    { requiredKeys: [] },
  ),
  2,
);
