import type { PassageSelector } from '@lb-rerank/elasticsearch';
import * as fc from 'fast-check';
import { type RandomQuery, randomQueries } from './random-queries.ts';

/** A search as an application might write it, for clients of both engines. */
export interface RandomSearch extends RandomQuery {
  /** The kinds of the indexes that are searched. */
  readonly indices: readonly ('one' | 'three' | 'narrow' | 'sourceless')[];
  /** The search itself, without its query and its page. */
  readonly extras: Readonly<Record<string, unknown>>;
  readonly from?: number;
  readonly size?: number;
  /** Parameters that stand beside the search in the URL. */
  readonly outside: Readonly<Record<string, unknown>>;
  readonly rerank?: false | RandomOverrides;
}

interface RandomOverrides {
  readonly query?: string;
  readonly rankWindowSize?: number;
  readonly passage?: PassageSelector;
}

/** One call of a client, by `search` or with several searches by `msearch`. */
export interface RandomCall {
  readonly searches: readonly RandomSearch[];
  /** The way in which the call is made; `text` has the search, or all of them, as JSON. */
  readonly form: 'search' | 'text' | 'meta' | 'msearch' | 'msearch text' | 'msearch lines';
  /** Options of the wrapped client. */
  readonly options: { readonly passage: PassageSelector; readonly rankWindowSize: number };
  /** The call's own parameters of the URL, in its second argument. */
  readonly querystring?: Readonly<Record<string, string>>;
}

const passages: fc.Arbitrary<PassageSelector> = fc.constantFrom<PassageSelector[]>(
  'text',
  ['title', 'text'],
  'title',
  'label',
  'absent',
  { fields: 'text' },
  { fields: ['title', 'text'] },
  { fields: 'label' },
  { highlight: 'text' },
  { highlight: 'title' },
  { innerHits: 'chunks', field: 'chunks.text' },
  (hit) => (hit._source as { text?: string } | undefined)?.text,
);

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

/** All else that a search may ask for, each left out by most searches. */
const extras = fc.record(
  {
    _source: sources,
    highlight: fc.constantFrom<unknown[]>(
      { fields: { text: {} } },
      { fields: { title: {} } },
      { fields: [{ text: { number_of_fragments: 0 } }] },
      { pre_tags: ['<b>'], post_tags: ['</b>'], fields: { 't*': {} }, require_field_match: false },
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
);

const outside = fc.record(
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
);

const querystrings = fc.record(
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
);

/** Draws a record that keeps only a few of its keys, since whoever asks for everything is mostly refused by the engine. */
function few<T extends object>(records: fc.Arbitrary<T>, most: number): fc.Arbitrary<Partial<T>> {
  return fc.tuple(records, fc.array(fc.nat(), { maxLength: most })).map(([record, chosen]) => {
    const entries = Object.entries(record);
    const kept = entries.length === 0 ? [] : chosen.map((n) => entries[n % entries.length]!);
    return Object.fromEntries(kept) as Partial<T>;
  });
}

const overrides = fc.record(
  {
    query: fc.constant('apples'),
    rankWindowSize: fc.constantFrom(2, 20, 100),
    passage: passages,
  },
  { requiredKeys: [] },
);

const searches: fc.Arbitrary<RandomSearch> = fc
  .record({
    indices: fc.constantFrom<RandomSearch['indices'][]>(
      ['one'],
      ['three'],
      ['narrow'],
      ['sourceless'],
      ['one', 'three'],
      ['one', 'narrow'],
      ['three', 'sourceless'],
    ),
    query: randomQueries,
    extras: few(extras, 4),
    page: fc.record(
      { from: fc.constantFrom(0, 2, 7, 30), size: fc.constantFrom(0, 1, 5, 12, 50) },
      { requiredKeys: [] },
    ),
    outside: fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, few(outside, 2)),
    rerank: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, fc.constant<false>(false), {
      weight: 3,
      arbitrary: overrides,
    }),
  })
  .map(({ query, page, rerank, ...search }) => ({
    ...query,
    ...page,
    ...search,
    ...(rerank !== undefined && { rerank }),
  }));

const options = fc.record({ passage: passages, rankWindowSize: fc.constantFrom(100, 3, 10, 40) });

const single: fc.Arbitrary<RandomCall> = fc
  .record({
    search: searches,
    form: fc.constantFrom<('search' | 'text' | 'meta')[]>(
      'search',
      'search',
      'search',
      'text',
      'meta',
    ),
    options,
    querystring: fc.option(few(querystrings, 2), { nil: undefined, freq: 8 }),
  })
  .map(({ search, querystring, ...call }) => ({
    ...call,
    searches: [search],
    ...(querystring !== undefined && { querystring }),
  })) as fc.Arbitrary<RandomCall>;

const several: fc.Arbitrary<RandomCall> = fc
  .record({
    // What stands in the URL holds for all of them.
    searches: fc.array(
      searches.map((search) => ({ ...search, outside: {} })),
      { minLength: 1, maxLength: 3 },
    ),
    form: fc.constantFrom<('msearch' | 'msearch text' | 'msearch lines')[]>(
      'msearch',
      'msearch',
      'msearch text',
      'msearch lines',
    ),
    options,
  })
  .map(({ searches: all, ...call }) => ({
    ...call,
    // A text cannot say `rerank`.
    searches: call.form === 'msearch' ? all : all.map(({ rerank: _rerank, ...search }) => search),
  }));

/** Calls out of all that clients take, most of which an engine answers. */
export const randomCalls: fc.Arbitrary<RandomCall> = fc.oneof(
  { withCrossShrink: true },
  { weight: 5, arbitrary: single },
  { weight: 1, arbitrary: several },
);
