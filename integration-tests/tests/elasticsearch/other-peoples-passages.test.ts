import { Client, type estypes } from '@elastic/elasticsearch';
import type { PassageSelector } from '@lb-rerank/elasticsearch';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { besideBare, FRUIT, indexFruit } from '../../data/wrap-fruit.ts';
import { unscored } from '../../expectations/without-marks.ts';

const query = { match: { text: 'apples' } };

describeWith('the passages of searches of other people', ['elasticsearch'], ({ elasticsearch }) => {
  const bare = new Client({ node: elasticsearch });
  const named = (name: string) => `passages-${name}-${process.pid}`;
  const [one, three, small] = [named('one'), named('three'), named('small')];
  const { read, wrap, both } = besideBare(bare);

  beforeAll(async () => {
    await indexFruit(bare, { one, three, small });
    return () => bare.close();
  });
  afterAll(() => bare.indices.delete({ index: [one, three, small] }));

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
    expect(wrapped.rerank).toMatchObject({ outcome: 'reranked', scored: FRUIT });
    const [first] = wrapped.hits.hits;
    expect(unscored(first!)).toEqual(
      unscored(page.hits.hits.find(({ _id }) => _id === first!._id)!),
    );
  });

  test.each([[{}], [{ _source: ['n'] }], [{ _source: false }]])(
    'reads a number as a text, whichever way it comes: %j',
    async (rest) => {
      const { wrapped } = await both({ index: one, query, size: 40, ...rest }, 'year');
      expect(wrapped.rerank).toMatchObject({ outcome: 'reranked', scored: FRUIT });
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
  ])("reads the document's own text beside %s of its name", async (_, rest, passage, beginning) => {
    await both({ index: one, query, ...rest }, passage);
    expect(read.length).toBeGreaterThan(0);
    for (const text of read) expect(text.startsWith(beginning)).toBe(true);
  });

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
});
