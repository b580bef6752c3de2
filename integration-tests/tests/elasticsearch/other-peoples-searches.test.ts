import { Client, type estypes } from '@elastic/elasticsearch';
import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { type PassageSelector, withReranking } from '@lb-rerank/elasticsearch';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unscored, withoutHits } from '../../expectations/without-marks.ts';

/** More hits than a page has, of which the last is longer than the highlighter takes. */
const DOCUMENTS = 31;
const LONG_TITLE = 'a title that is longer than its keyword field takes';
const query = { match: { text: 'apples' } };

describeWith(
  'withReranking around searches of other people',
  ['elasticsearch'],
  ({ elasticsearch }) => {
    const bare = new Client({ node: elasticsearch });
    const named = (name: string) => `others-${name}-${process.pid}`;
    const [one, three, small] = [named('one'), named('three'), named('small')];
    const read: string[] = [];
    const scorer = fakeScorer((passage) => {
      read.push(passage);
      return 1 + (passage.length % 7) * 0.9;
    });
    const reranker = createReranker({ scorer, cache: false, resilience: { retries: 0 } });
    const wrap = (passage: PassageSelector, client = bare) =>
      withReranking(client, { reranker, passage, rankWindowSize: 50 });

    beforeAll(async () => {
      const mappings: estypes.MappingTypeMapping = {
        properties: {
          text: { type: 'text' },
          title: { type: 'keyword', ignore_above: 20 },
          tokens: { type: 'keyword' },
          words: { type: 'completion' },
        },
      };
      const settings = { highlight: { max_analyzed_offset: 1000 }, number_of_replicas: 0 };
      for (const [index, more] of [
        [one, { number_of_shards: 1 }],
        [three, { number_of_shards: 3 }],
        [small, { number_of_shards: 1, max_result_window: 20 }],
      ] as const) {
        await bare.indices.create({ index, mappings, settings: { ...settings, ...more } });
        const operations = Array.from({ length: DOCUMENTS }, (_, n) => [
          { index: { _index: index, _id: `${n}` } },
          {
            n,
            // The later, the rarer the word is among the others.
            text: `apples ${'and other fruit '.repeat(n === DOCUMENTS - 1 ? 200 : n + 1)}`,
            title: n % 2 === 0 ? LONG_TITLE : `title ${n}`,
            year: 1984 + n,
            tokens: ['zebra', 'apple'],
            words: { input: [`fruit ${n}`] },
            ...(n < 20 && { few: 'here' }),
          },
        ]);
        await bare.bulk({ refresh: true, operations: operations.flat() });
      }
      return () => bare.close();
    });
    afterAll(() => bare.indices.delete({ index: [one, three, small] }));

    async function both(request: estypes.SearchRequest, passage: PassageSelector = 'text') {
      read.length = 0;
      const [page, wrapped] = [await bare.search(request), await wrap(passage).search(request)];
      return { page, wrapped };
    }
    const idsOf = ({ hits }: { hits: { hits: { _id?: string }[] } }) =>
      hits.hits.map(({ _id }) => `${_id}`).toSorted();

    const failing = {
      'a highlight of a text that is too long': { highlight: { fields: { text: {} } } },
      'a script that fails for one document': {
        script_fields: {
          odd: {
            script: `if (params._source.n == ${DOCUMENTS - 1}) { throw new Exception() } return 1`,
          },
        },
      },
    };

    test.each(
      Object.entries(failing).flatMap(([name, rest]) => [
        [name, 'one shard', one, rest] as const,
        [name, 'three shards', three, rest] as const,
      ]),
    )('keeps the page that the engine answers, for %s in %s', async (_, __, index, rest) => {
      const { page, wrapped } = await both({ index, query, size: 5, ...rest });
      expect(page.hits.hits).toHaveLength(5);
      expect(page._shards.failed).toBe(0);
      expect(idsOf(wrapped)).toEqual(idsOf(page));
      expect(wrapped._shards).toEqual(page._shards);
      expect(wrapped.rerank).toMatchObject({
        outcome: 'partial',
        scored: 5,
        error: { code: 'retrieval_failed' },
        reason: expect.stringContaining('no more than the page was reranked') as string,
      });
    });

    test('reranks what is left where the page that was asked for fails in a shard too', async () => {
      const everywhere = {
        script_fields: {
          odd: {
            script: `if (params._source.year > 0 && doc['_index'].value == '${three}') { throw new Exception('odd') } return 1`,
          },
        },
      };
      const { page, wrapped } = await both({ index: [one, three], query, size: 5, ...everywhere });
      expect(wrapped._shards.failed).toBe(page._shards.failed);
      expect(idsOf(wrapped)).toHaveLength(page.hits.hits.length);
    });

    test("keeps a page within the client's largest answer", async () => {
      const request = { index: one, query, size: 1, _source: ['n'] };
      const options = { maxResponseSize: 1000 };
      const page = await bare.search(request, options);
      const wrapped = await wrap('text').search(request, options);
      expect(idsOf(wrapped)).toEqual(idsOf(page));
      expect(wrapped.rerank).toMatchObject({ outcome: 'partial' });
    });

    test('keeps the pages of an msearch in an index of few hits', async () => {
      const searches = [{ index: small }, { query, size: 10 }, { index: one }, { query, size: 10 }];
      const [own, wrapped] = [
        await bare.msearch({ searches }),
        await wrap('text').msearch({ searches }),
      ];
      const [first, page] = [wrapped, own].map(({ responses }) => responses[0]);
      expect(idsOf(first as estypes.SearchResponse)).toEqual(idsOf(page as estypes.SearchResponse));
      expect(wrapped.responses).toMatchObject([
        { rerank: { outcome: 'partial', error: { argument: 'rankWindowSize' }, scored: 10 } },
        { rerank: { outcome: 'reranked', scored: DOCUMENTS } },
      ]);
    });

    const selectors: [string, PassageSelector][] = [
      ['a field of the mapping', { fields: ['title'] }],
      ['a field', 'title'],
      ['fragments', { highlight: 'text' }],
    ];
    const elsewhere: Record<string, estypes.SearchRequest> = {
      top_hits: { aggs: { best: { top_hits: { size: 2 } } } },
      'top_hits in buckets': {
        aggs: { by: { terms: { field: 'tokens' }, aggs: { best: { top_hits: { size: 1 } } } } },
      },
      'top_hits with fields of its own': {
        aggs: { best: { top_hits: { fields: ['title'], highlight: { fields: { text: {} } } } } },
      },
      'a filter around them, with typed keys': {
        typed_keys: true,
        aggs: { all: { filter: { match_all: {} }, aggs: { best: { top_hits: {} } } } },
      },
      'a completion suggester': {
        suggest: { words: { prefix: 'fru', completion: { field: 'words', size: 3 } } },
      },
    };
    const shown = [{}, { _source: false }, { _source: ['n'] }, { size: 0 }];

    test.each(
      selectors.flatMap(([told, passage]) =>
        Object.entries(elsewhere).flatMap(([name, rest]) =>
          shown.map(
            (source) =>
              [told, name, JSON.stringify(source), passage, { ...rest, ...source }] as const,
          ),
        ),
      ),
    )('shows nothing that it fetched as %s in %s, for %s', async (_, __, ___, passage, rest) => {
      // A page of all: what the engine finds is then the same in both.
      const request = { index: one, query: { match: { few: 'here' } }, size: 40, ...rest };
      const { page, wrapped } = await both(request, passage);
      expect(withoutHits(wrapped)).toEqual(withoutHits(page));
      const hitOf = new Map(page.hits.hits.map((hit) => [hit._id, hit]));
      for (const hit of wrapped.hits.hits) {
        expect(unscored(hit)).toEqual(unscored(hitOf.get(hit._id)!));
      }
    });

    test('finds suggestions alone, whatever the passage', async () => {
      const request = {
        index: one,
        size: 0,
        suggest: elsewhere['a completion suggester']!.suggest!,
      };
      const { page, wrapped } = await both(request, { highlight: 'title' });
      expect(withoutHits(wrapped)).toEqual(withoutHits(page));
    });

    test.each<[string, estypes.SearchRequest, object]>([
      ['a source without it', { _source: ['n'] }, {}],
      ['no source', { _source: false }, {}],
      ['call options that leave it out', {}, { querystring: { _source_excludes: 'title' } }],
      ['stored fields that are not stored', { stored_fields: ['title'] }, {}],
    ])('reads the same passages as with the whole source: %s', async (_, rest, options) => {
      const request = { index: one, query, size: 40 };
      await both(request, 'title');
      const whole = read.toSorted();
      read.length = 0;
      const page = await bare.search({ ...request, ...rest }, options);
      const wrapped = await wrap('title').search({ ...request, ...rest }, options);
      expect(read.toSorted()).toEqual(whole);
      expect(wrapped.rerank).toMatchObject({ outcome: 'reranked', scored: DOCUMENTS });
      const [first] = wrapped.hits.hits;
      expect(unscored(first!)).toEqual(
        unscored(page.hits.hits.find(({ _id }) => _id === first!._id)!),
      );
    });

    test.each([[{}], [{ _source: ['n'] }], [{ _source: false }]])(
      'reads a number as a text, whichever way it comes: %j',
      async (rest) => {
        const { wrapped } = await both({ index: one, query, size: 40, ...rest }, 'year');
        expect(wrapped.rerank).toMatchObject({ outcome: 'reranked', scored: DOCUMENTS });
        expect(read).toContain('1984');
      },
    );

    test.each<[string, estypes.SearchRequest, PassageSelector, string]>([
      [
        'a script',
        { script_fields: { text: { script: "'computed'" } }, _source: true },
        'text',
        'apples',
      ],
      ['sorted terms', { docvalue_fields: ['tokens'] }, 'tokens', 'zebra\napple'],
    ])(
      "reads the document's own text beside %s of its name",
      async (_, rest, passage, beginning) => {
        await both({ index: one, query, ...rest }, passage);
        expect(read.length).toBeGreaterThan(0);
        for (const text of read) expect(text.startsWith(beginning)).toBe(true);
      },
    );

    test.each<[string, object]>([
      ['none', {}],
      ['its own', { highlight: { fields: { text: {} } } }],
      ['marks', { highlight: { pre_tags: ['[['], post_tags: [']]'], fields: { 'te*': {} } } }],
      ['styled marks', { highlight: { tags_schema: 'styled', fields: { text: {} } } }],
      [
        "marks of the field's own",
        { highlight: { fields: { text: { pre_tags: '<b>', post_tags: '</b>' } } } },
      ],
      ['HTML', { highlight: { encoder: 'html', fields: { title: {} } } }],
    ])('lets no mark reach the model where a request highlights: %s', async (_, rest) => {
      const request = { index: one, query, post_filter: { match: { few: 'here' } }, size: 20 };
      const { page, wrapped } = await both({ ...request, ...rest }, { highlight: 'text' });
      expect(wrapped.rerank.outcome).toBe('reranked');
      expect(read.length).toBeGreaterThan(0);
      for (const text of read) expect(text).toMatch(/^apples and/);
      const hitOf = new Map(page.hits.hits.map((hit) => [hit._id, hit.highlight]));
      for (const hit of wrapped.hits.hits) expect(hit.highlight).toEqual(hitOf.get(hit._id));
    });

    test.each<[PassageSelector, string]>([
      ['txt', 'no hit of this window has the passage field txt'],
      [['a', 'b'], 'no hit of this window has the passage fields a, b'],
      [{ highlight: 'txt' }, 'no hit of this window has highlighted fragments of the field txt'],
    ])('says that no hit has the passage %j', async (passage, reason) => {
      const { page, wrapped } = await both({ index: one, query }, passage);
      expect(wrapped.rerank).toMatchObject({ outcome: 'unscored', scored: 0, reason });
      expect(wrapped.hits.hits.map(unscored)).toEqual(page.hits.hits.map(unscored));
    });
  },
);
