import { Client, type estypes } from '@elastic/elasticsearch';
import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { type PassageSelector, withReranking } from '@lb-rerank/elasticsearch';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withoutMarks } from '../../expectations/without-marks.ts';
import { describeWith } from '@lb-rerank/test-engines/needs';

describeWith('passages of hits', ['elasticsearch'], ({ elasticsearch }) => {
  const bare = new Client({ node: elasticsearch });
  const index = `passages-${process.pid}`;

  beforeAll(async () => {
    await bare.indices.create({
      index,
      mappings: {
        dynamic: false,
        runtime: { shout: { type: 'keyword', script: "emit(doc['topic'].value.toUpperCase())" } },
        properties: {
          text: { type: 'text', store: true, fields: { raw: { type: 'keyword' } } },
          title: { type: 'text' },
          topic: { type: 'keyword' },
          body: { properties: { text: { type: 'text' } } },
          same: { type: 'alias', path: 'topic' },
          chunks: {
            type: 'nested',
            properties: {
              text: { type: 'text' },
              n: { type: 'long' },
              vector: { type: 'dense_vector', dims: 2, similarity: 'l2_norm' },
              lines: { type: 'nested', properties: { text: { type: 'text' } } },
            },
          },
        },
      },
    });
    const document = {
      text: 'apple pie',
      title: 'A title',
      topic: 'fruit',
      body: { text: 'body of apples' },
      unmapped: 'beside the mapping',
      page: '<nav>Home</nav><main><p>Apple &amp; pie<script>draw()</script></main>',
      chunks: [
        { text: 'apple one', n: 1, vector: [1, 0], lines: [{ text: 'apple' }, { text: 'pear' }] },
        { text: 'pear two', n: 2, vector: [0, 1] },
        { text: 'apple three' },
      ],
    };
    await bare.index({ index, document, refresh: true });
  });
  afterAll(() => bare.indices.delete({ index }));

  const query = { match: { text: 'apple' } };
  const nested = (inner_hits: estypes.SearchInnerHits) => ({
    nested: { path: 'chunks', query: { match: { 'chunks.text': 'apple' } }, inner_hits },
  });
  const chunks = { innerHits: 'chunks', field: 'chunks.text' };
  const line = {
    nested: {
      path: 'chunks.lines',
      query: { match: { 'chunks.lines.text': 'apple' } },
      inner_hits: {},
    },
  };
  const lines = { innerHits: 'chunks.lines', field: 'chunks.lines.text' };

  test.each<[string, PassageSelector, estypes.SearchRequest, string[]]>([
    ['a field', 'text', {}, ['apple pie']],
    ['a field without source', 'text', { _source: false }, ['apple pie']],
    ['a field beside others of the source', 'text', { _source: ['title'] }, ['apple pie']],
    ['a field that is left out', 'text', { _source_excludes: 'text' }, ['apple pie']],
    ['a field beside other fields', 'text', { _source: false, fields: ['title'] }, ['apple pie']],
    ['a field that is asked for', 'text', { _source: false, fields: ['t*'] }, ['apple pie']],
    ['a field as it is stored', 'text', { stored_fields: ['text'] }, ['apple pie']],
    ['a field beside stored ones', 'title', { stored_fields: ['text'] }, ['A title']],
    ['a field as a doc value', 'topic', { _source: false, docvalue_fields: ['topic'] }, ['fruit']],
    [
      'the field that collapses',
      'topic',
      { _source: false, collapse: { field: 'topic' } },
      ['fruit'],
    ],
    ['title and body', ['title', 'text'], { _source: false }, ['A title\napple pie']],
    [
      'the text of HTML',
      { field: 'page', format: 'html' },
      { _source: ['title'] },
      ['Apple & pie'],
    ],
    [
      'several fields with labels',
      [
        { field: 'title', label: 'Title' },
        { field: 'page', format: 'html', label: 'Text' },
      ],
      {},
      ['Title: A title\nText: Apple & pie'],
    ],
    ['a dotted path', 'body.text', {}, ['body of apples']],
    ['a dotted path without source', 'body.text', { _source: false }, ['body of apples']],
    ['a field beside the mapping', 'unmapped', { _source: ['title'] }, ['beside the mapping']],
    ['nested objects', 'chunks.text', {}, ['apple one\npear two\napple three']],
    [
      'nested objects without source',
      'chunks.text',
      { _source: false, fields: ['chunks.n'] },
      ['apple one\npear two\napple three'],
    ],
    ['a runtime field', { fields: 'shout' }, {}, ['FRUIT']],
    [
      'a runtime field of the request',
      'loud',
      {
        runtime_mappings: {
          loud: { type: 'keyword', script: "emit('loud ' + doc['topic'].value)" },
        },
      },
      ['loud fruit'],
    ],
    ['a multi-field and an alias', { fields: ['text.raw', 'same'] }, {}, ['apple pie\nfruit']],
    ['fragments', { highlight: 'text' }, {}, ['apple pie']],
    [
      'fragments beside others',
      { highlight: 'text' },
      { highlight: { fields: { 'body.text': { matched_fields: ['text'] } } } },
      ['apple pie'],
    ],
    [
      'fragments that are asked for',
      { highlight: 'text' },
      { highlight: { pre_tags: ['*'], post_tags: ['*'], fields: { 't*': {} } } },
      ['apple pie'],
    ],
    [
      'inner hits, of which the best counts',
      chunks,
      { query: nested({}) },
      ['apple one', 'apple three'],
    ],
    [
      'fields of inner hits without source',
      chunks,
      { query: nested({ _source: false, fields: ['chunks.text'] }) },
      ['apple one', 'apple three'],
    ],
    ['inner hits of nested objects in nested ones', lines, { query: line }, ['apple']],
    [
      'inner hits inside of others',
      lines,
      { query: { nested: { path: 'chunks', query: line, inner_hits: {} } } },
      ['apple'],
    ],
    [
      'inner hits of neighbours',
      chunks,
      {
        knn: {
          field: 'chunks.vector',
          query_vector: [1, 0],
          k: 1,
          num_candidates: 10,
          inner_hits: { size: 1 },
        },
      },
      ['apple one'],
    ],
    ['a function', ({ _id }) => `${_id?.length}`, { _source: false }, ['20']],
  ])('reads %s, and leaves the response as it was', async (_, passage, rest, expected) => {
    const scorer = fakeScorer(() => 5);
    const client = withReranking(bare, { reranker: createReranker({ scorer }), passage });
    const request = { index, query, ...rest };
    const page = await bare.search(request);
    const wrapped = await client.search({ ...request, rerank: { query: 'apple' } });
    expect(scorer.requests.flatMap(({ passages }) => passages).toSorted()).toEqual(
      expected.toSorted(),
    );
    expect(wrapped.hits.hits[0]!._rerank.score).toBe(5);
    const { hits } = page;
    const scored = hits.hits.map((hit) => ({ ...hit, _score: 5 }));
    expect(withoutMarks(wrapped)).toEqual(
      withoutMarks({ ...page, hits: { ...hits, max_score: 5, hits: scored } }),
    );
  });
});
