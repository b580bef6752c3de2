import * as fc from 'fast-check';

/** A query of a search. */
export interface RandomQuery {
  /** Undefined for a search without one. */
  readonly query?: object;
  /** The different texts that it looks for. */
  readonly texts: readonly string[];
}

/** Stands for the account of which a number of JavaScript cannot tell the neighbours; a text has all its digits. */
export const ACCOUNT = '9007199254740993';

const FULL_TEXT: readonly RandomQuery[] = [
  { query: { match: { text: 'apples' } }, texts: ['apples'] },
  {
    query: { match: { text: { query: 'apples garden', operator: 'and' } } },
    texts: ['apples garden'],
  },
  { query: { multi_match: { query: 'apples', fields: ['title', 'text'] } }, texts: ['apples'] },
  { query: { match_phrase: { text: 'apples and' } }, texts: ['apples and'] },
  { query: { simple_query_string: { query: 'apples', fields: ['text'] } }, texts: ['apples'] },
  { query: { match: { text: 'pears' } }, texts: ['pears'] },
  { query: { match: { text: 'nowhere' } }, texts: ['nowhere'] },
  { query: { match: { title: 'apples' } }, texts: ['apples'] },
];
const OTHERS: readonly RandomQuery[] = [
  { query: { match_all: {} }, texts: [] },
  { texts: [] },
  { query: { match_none: {} }, texts: [] },
  { query: { bool: { filter: { term: { tag: 'tag 1' } } } }, texts: [] },
  { query: { bool: { filter: [{ match: { text: 'apples' } }] } }, texts: [] },
  { query: { term: { account: ACCOUNT } }, texts: [] },
  { query: { ids: { values: ['1', '2', '40'] } }, texts: [] },
  { query: { prefix: { text: 'app' } }, texts: [] },
  { query: { exists: { field: 'opt' } }, texts: [] },
  { query: { range: { n: { gte: 3 } } }, texts: [] },
];
const NESTED: readonly object[] = [
  { path: 'chunks' },
  { path: 'chunks', inner_hits: {} },
  { path: 'chunks', inner_hits: { size: 1, _source: false } },
  { path: 'chunks', inner_hits: { name: 'chunks', highlight: { fields: { 'chunks.text': {} } } } },
];

const simple = fc.oneof(
  { withCrossShrink: true },
  { weight: 3, arbitrary: fc.constantFrom(...FULL_TEXT) },
  { weight: 1, arbitrary: fc.constantFrom(...OTHERS) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...NESTED).map((nested) => ({
      query: { nested: { ...nested, query: { match: { 'chunks.text': 'apples' } } } },
      texts: ['apples'],
    })),
  },
);

const queryOf = ({ query = { match_all: {} } }: RandomQuery) => query;
/** Puts a query inside of another one, which looks for the same text. */
const around = (wrap: (query: object) => object) =>
  simple.map((inner): RandomQuery => ({ query: wrap(queryOf(inner)), texts: inner.texts }));

/** Queries of many kinds over the orchard: with a text, with several, and with none. */
export const randomQueries: fc.Arbitrary<RandomQuery> = fc.oneof(
  { withCrossShrink: true },
  { weight: 6, arbitrary: simple },
  around((query) => ({ bool: { must: query, filter: { term: { account: ACCOUNT } } } })),
  around((query) => ({ bool: { must: [query], must_not: { term: { tag: 'tag 2' } } } })),
  around((query) => ({ constant_score: { filter: query } })),
  around((filter) => ({ function_score: { query: filter, field_value_factor: { field: 'n' } } })),
  around((query) => ({ script_score: { query, script: { source: '_score + 1' } } })),
  around((query) => ({ dis_max: { queries: [query, { term: { tag: 'tag 0' } }] } })),
  around((query) => ({
    boosting: { positive: query, negative: { term: { tag: 'tag 1' } }, negative_boost: 0.5 },
  })),
  {
    weight: 2,
    arbitrary: fc.tuple(simple, simple).map(([a, b]) => ({
      query: { bool: { should: [queryOf(a), queryOf(b)] } },
      texts: [...new Set([...a.texts, ...b.texts])],
    })),
  },
);
