import type { Schemas } from '@qdrant/js-client-rest';
import * as fc from 'fast-check';

type Query = Schemas['QueryRequest'];

/** The points that a collection of this grammar has. */
export const GRAMMAR_POINTS = 120;

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const limit = fc.integer({ min: 1, max: 60 });
const threshold = fc.constantFrom(0, 0.2, 0.5, 0.9, 1.1, 15);

const near = fc.constantFrom<Query>(
  { query: [1, 1], using: 'plain' },
  { query: [1, 1], using: 'other' },
  { query: 5, using: 'plain' },
  { query: { recommend: { positive: [1, 2] } }, using: 'other' },
);
const stage = fc
  .tuple(near, fc.record({ limit: optional(limit), score_threshold: optional(threshold) }))
  .map(([query, bounds]) => ({ ...query, ...bounds }));
const fused = fc.record({
  prefetch: fc.array(stage, { minLength: 1, maxLength: 3 }),
  query: fc.constantFrom<Query['query']>({ fusion: 'rrf' }, { fusion: 'dbsf' }, { rrf: { k: 60 } }),
  score_threshold: optional(threshold),
});
const rescored = fc
  .tuple(near, stage, optional(threshold))
  .map(([query, prefetch, score_threshold]) => ({ ...query, prefetch, score_threshold }));
const unordered = fc.constantFrom<Query>(
  {},
  { query: { order_by: 'shelf' } },
  { query: { nearest: [1, 1], mmr: { diversity: 0.3 } }, using: 'plain' },
);
const wrong = fc.constantFrom<object>(
  { query: [1, 1], using: 'none' },
  { query: [1, 2, 3], using: 'plain' },
  { query: [1, 1], using: 'plain', limit: 0 },
  { query: [1, 1], using: 'plain', limit: 'many' },
  { query: [1, 1], using: 'plain', with_payload: 5 },
  { query: [1, 1], using: 'plain', with_payload: { include: 'text' } },
  { query: [1, 1], using: 'plain', prefetch: 'all' },
  { query: { fusion: 'best' }, prefetch: [] },
);
const payload = fc.constantFrom<Schemas['WithPayloadInterface'] | null | undefined>(
  undefined,
  null,
  true,
  false,
  ['shelf'],
  ['"page content"'],
  { exclude: ['text', '"@note"'] },
);

/** Requests for points of all kinds, few of them wrong. */
export const qdrantRequests: fc.Arbitrary<Query> = fc
  .tuple(
    fc.oneof(
      { weight: 4, arbitrary: near },
      { weight: 4, arbitrary: fused },
      { weight: 2, arbitrary: rescored },
      { weight: 2, arbitrary: unordered },
      { weight: 1, arbitrary: wrong },
    ),
    fc.record({
      offset: optional(fc.integer({ min: 0, max: 80 })),
      limit: optional(limit),
      with_payload: payload,
      filter: optional(fc.constant({ must: [{ key: 'shelf', match: { value: 1 } }] })),
    }),
  )
  .map(([query, rest]) => ({ ...rest, ...query }) as Query);

/** Words of a call on reranking: none, or none that help, in a part of them. */
export const rerankOfCalls = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(undefined, false as const, {}) },
  {
    weight: 2,
    arbitrary: fc.record({
      query: fc.constant('apple pie'),
      rankWindowSize: optional(fc.integer({ min: 1, max: 110 })),
      minScore: fc.option(fc.integer({ min: 2, max: 4 }), { nil: undefined, freq: 1 }),
    }),
  },
);
