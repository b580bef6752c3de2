import { Client, type estypes } from '@elastic/elasticsearch';
import type { PassageSelector } from '@lb-rerank/elasticsearch';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { besideBare, FRUIT, indexFruit } from '../../data/wrap-fruit.ts';
import { unscored, withoutHits } from '../../expectations/without-marks.ts';

const query = { match: { text: 'apples' } };

describeWith(
  'withReranking around searches of other people',
  ['elasticsearch'],
  ({ elasticsearch }) => {
    const bare = new Client({ node: elasticsearch });
    const named = (name: string) => `others-${name}-${process.pid}`;
    const [one, three, small] = [named('one'), named('three'), named('small')];
    const { wrap, both } = besideBare(bare);

    beforeAll(async () => {
      await indexFruit(bare, { one, three, small });
      return () => bare.close();
    });
    afterAll(() => bare.indices.delete({ index: [one, three, small] }));

    const idsOf = ({ hits }: { hits: { hits: { _id?: string }[] } }) =>
      hits.hits.map(({ _id }) => `${_id}`).toSorted();

    const failing = {
      'a highlight of a text that is too long': { highlight: { fields: { text: {} } } },
      'a script that fails for one document': {
        script_fields: {
          odd: {
            script: `if (params._source.n == ${FRUIT - 1}) { throw new Exception() } return 1`,
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
        { rerank: { outcome: 'reranked', scored: FRUIT } },
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
  },
);
