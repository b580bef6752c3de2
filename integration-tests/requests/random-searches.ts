import type { PassageSelector } from '@lb-rerank/elasticsearch';
import * as fc from 'fast-check';
import { extras, outside, querystrings } from './random-extras.ts';
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
  /** Whether the model fails. */
  readonly isFailing: boolean;
  /** The call's own parameters of the URL, in its second argument. */
  readonly querystring?: Readonly<Record<string, string>>;
}

const passages: fc.Arbitrary<PassageSelector> = fc.oneof(
  { withCrossShrink: true },
  { weight: 1, arbitrary: fc.constant('text') },
  {
    weight: 3,
    arbitrary: fc.constantFrom<PassageSelector[]>(
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
    ),
  },
);

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
    extras: extras,
    page: fc.record(
      { from: fc.constantFrom(0, 2, 7, 30), size: fc.constantFrom(0, 1, 5, 12, 50) },
      { requiredKeys: [] },
    ),
    outside: fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, outside),
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

const isFailing = fc.integer({ min: 0, max: 9 }).map((n) => n === 9);

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
    isFailing,
    querystring: fc.option(querystrings, { nil: undefined, freq: 8 }),
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
    isFailing,
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
